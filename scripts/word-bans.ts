import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { textOf } from './text-literals.ts';

/** A word that docs/words.md lets no text have, and where one has it. */
export interface Banned {
  readonly file: string;
  readonly line: number;
  readonly word: string;
  readonly text: string;
}

/** Words that texts in some files must not have. */
interface Ban {
  readonly files: string;
  readonly words: readonly string[];
}

const folders: Readonly<Record<string, string>> = { English: 'en', German: 'de' };

/** The bans of docs/words.md: one list item for each language, and one for its window alone. */
export function bansIn(page: string): Ban[] {
  const items = page.slice(page.indexOf('## In no text')).split(/\n- /).slice(1);
  return items.map((item) => {
    const [name = '', words = ''] = item.replace(/\s+/g, ' ').split(': ');
    const [language = '', part] = name.split(', in the ');
    const folder = folders[language];
    if (folder === undefined) throw new Error(`docs/words.md: a list for ${name}`);
    const files = `src/shared/words/${folder}/${part ? `${part}/` : ''}**/*.ts`;
    return { files, words: words.split(',').map((word) => word.trim()) };
  });
}

/** Looks for them in the texts of a checkout. */
export function findBanned(checkout: string): { texts: number; banned: Banned[] } {
  const banned: Banned[] = [];
  let texts = 0;
  for (const { files, words } of bansIn(readFileSync(join(checkout, 'docs/words.md'), 'utf8')))
    for (const file of globSync(files, { cwd: checkout }).sort()) {
      const found = textsIn(file, readFileSync(join(checkout, file), 'utf8'));
      texts += found.length;
      for (const one of found)
        for (const word of words) if (patternOf(word).test(spoken(one.text))) banned.push({ ...one, word });
    }
  return { texts, banned };
}

function textsIn(file: string, source: string): Omit<Banned, 'word'>[] {
  const node = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const texts: Omit<Banned, 'word'>[] = [];
  const visit = (one: ts.Node): void => {
    if (ts.isImportDeclaration(one) || ts.isTypeNode(one)) return;
    const text = textOf(one);
    const { line } = node.getLineAndCharacterOfPosition(one.getStart(node));
    if (text !== undefined) texts.push({ file, line: line + 1, text });
    ts.forEachChild(one, visit);
  };
  visit(node);
  return texts;
}

/** Without what is typed as it stands: commands, options, addresses and placeholders. */
function spoken(text: string): string {
  if (/^holdfast |[|] holdfast /.test(text)) return '';
  return text.replace(/"[^"]*"|--[\w-]+|\S*:\/\/\S*|\bholdfast\/\S*|\b[A-Z_]{2,}\b|\S+[.]\w{2,8}\b/g, ' ');
}

function patternOf(word: string): RegExp {
  const isOpen = word.endsWith('-');
  const letters = isOpen ? word.slice(0, -1) : word;
  // A German noun is not the word of another language that is written as it is, such as „key“.
  const flags = /^\p{Lu}/u.test(letters) ? 'u' : 'iu';
  return new RegExp(`(?<![\\p{L}\\p{N}])${letters}${isOpen ? '' : '(?![\\p{L}\\p{N}])'}`, flags);
}

if (import.meta.main) {
  const { texts, banned } = findBanned(join(import.meta.dirname, '..'));
  for (const { file, line, word, text } of banned)
    console.error(`${file}:${line} “${word}” is in no text: ${text}`);
  console.log(`${texts} texts looked through, ${banned.length} words that docs/words.md bans`);
  process.exitCode = texts === 0 || banned.length > 0 ? 1 : 0;
}
