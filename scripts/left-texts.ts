import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { textOf } from './text-literals.ts';

/** A text for people that stands in code and not in the tree of words. */
export interface LeftText {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** What speaks to people. The rest of the code knows codes and data alone. */
const speaking = [
  'src/renderer/**/*.{ts,tsx}',
  'src/rescue/**/*.ts',
  'src/cli/**/*.ts',
  'src/main/electron/**/*.ts',
  'src/main/ipc/handlers/*.ts',
  'src/main/recovery/sheet.ts',
  'src/main/index.ts',
];
const isOurs = (file: string) => !/[.]test[.]tsx?$|\/(testing|dev)\/|[.]d[.]ts$/.test(file) && !isData(file);
/** The rescue page's test vectors, and what it says in all languages where no script runs. */
const isData = (file: string) => /src\/rescue\/(self-test|self-test-example|page-text)\.ts$/.test(file);
/** Attributes and properties that are shown or read aloud, even where they are one word. */
const spokenNames =
  /^(aria-(label|description|valuetext|roledescription|placeholder)|title|placeholder|alt|label|text|help|message|detail|buttonLabel|buttons|tooltip|description|heading|lead)$/;

/**
 * Data that looks like text: names of keys and of what the platform knows, a line of a shell, names
 * of products.
 */
const data = new Set([
  ...['Enter', 'Escape', 'Delete', 'Backspace', 'Tab', 'Home', 'End', 'Error', 'Files', 'Letter', 'Holdfast'],
  ...['Mod', 'Control', 'Meta', 'Shift', 'Alt'],
  ...[
    'row folder',
    'SQLite format 3\u0000',
    'Trouble',
    'Damaged',
    'bottom end',
    'bottom start',
    'ul, ol, fieldset',
    'main, nav, section[aria-label], [role="main"]',
  ],
  ...[':scope header h1[tabindex]', 'electron application/osclipboard;format="…"'],
  ...[
    'SSH_AUTH_SOCK=…; export SSH_AUTH_SOCK;',
    'for pid; do prlimit --core="$LIMIT" --pid "$pid" || exit; done',
  ],
  ...['detail', '… holdfast --vault PLACE … ...'],
  ...['Holdfast keys', 'Holdfast import', 'Holdfast sheet reader', 'Holdfast …', 'Electron …\n\n…'],
]);

/** Looks through the code of a checkout that speaks to people. */
export function findLeftTexts(checkout: string): { files: number; left: LeftText[] } {
  const files = globSync(speaking, { cwd: checkout }).filter(isOurs).sort();
  return {
    files: files.length,
    left: files.flatMap((file) => leftIn(file, readFileSync(join(checkout, file), 'utf8'))),
  };
}

/** Texts for people in one file. */
export function leftIn(file: string, source: string): LeftText[] {
  const node = ts.createSourceFile(file, source, ts.ScriptTarget.Latest, true);
  const left: LeftText[] = [];
  const visit = (one: ts.Node): void => {
    if (isNoText(one)) return;
    const text = isName(one) ? undefined : textOf(one);
    if (text !== undefined && (isSpoken(one) ? isWord(text) : isSaid(text))) {
      const { line } = node.getLineAndCharacterOfPosition(one.getStart(node));
      left.push({ file, line: line + 1, text: text.trim() });
    }
    ts.forEachChild(one, visit);
  };
  visit(node);
  return left;
}

/** Imports, types, comparisons with data and what is thrown at programmers. */
function isNoText(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isTypeNode(node)) return true;
  if (ts.isCallExpression(node) && /^(import|super)$/.test(node.expression.getText())) return true;
  return ts.isNewExpression(node) && /^(Error|TypeError|RangeError)$/.test(node.expression.getText());
}

/** The name and arguments of a command are no text. */
function isName({ parent }: ts.Node): boolean {
  return (
    parent !== undefined && ts.isPropertyAssignment(parent) && /^(name|args)$/.test(parent.name.getText())
  );
}

/** What is shown as it stands: text between tags, and what a spoken name is given. */
function isSpoken(node: ts.Node): boolean {
  if (ts.isJsxText(node)) return true;
  const parent = ts.isJsxExpression(node.parent) ? node.parent.parent : node.parent;
  if (ts.isJsxElement(parent) || ts.isJsxFragment(parent)) return true;
  return (
    (ts.isJsxAttribute(parent) || ts.isPropertyAssignment(parent)) && spokenNames.test(parent.name.getText())
  );
}

function isWord(text: string): boolean {
  return !data.has(text) && /\p{L}{2}/u.test(text);
}

/** A sentence, a part of one, or a word as a button has it. */
function isSaid(source: string): boolean {
  // Of a page what stands between its tags; styles, policies, types of content and comments of a
  // shell are for machines.
  const text = source.replace(/<(style|svg)[\s\S]*?<\/\1>|<[^>]*>/g, ' ').trim();
  if (data.has(text) || /[;{]\s*[\w-]+:|^[a-z-]+ '|; charset=|^#|^[^\p{Ll}]*$/u.test(text)) return false;
  const isSentence =
    /\p{L}{2,}[,;:.!?…]? [“„"'(]?\p{L}{2,}/u.test(text) || /^\p{Lu}\p{L}+ …|… \p{L}{3,}[.!?]?$/u.test(text);
  return isSentence || /^\p{Lu}\p{Ll}+(…|[.!?:])?$/u.test(text);
}

if (import.meta.main) {
  const { files, left } = findLeftTexts(join(import.meta.dirname, '..'));
  for (const { file, line, text } of left)
    console.error(`${file}:${line} a text for people outside src/shared/words: ${text}`);
  console.log(`${files} files that speak to people, ${left.length} texts outside the tree of words`);
  process.exitCode = files === 0 || left.length > 0 ? 1 : 0;
}
