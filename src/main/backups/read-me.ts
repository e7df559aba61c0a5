import fs from 'node:fs';
import path from 'node:path';
import { shownVault } from '../../shared/recovery.ts';
import { type LetterWords, letterWords } from '../../shared/words/letter.ts';
import { oneLine } from '../recovery/plain.ts';
import { replaceFile } from '../store/file.ts';
import type { Vault } from '../vault/vault.ts';

export const readMeName = 'READ ME FIRST.txt';

/** Who has the sheets of a vault; no names where the owner wants none beside the backups. */
export interface Beside {
  readonly vault: string;
  readonly holders: readonly { readonly sheet: number; readonly name: string }[];
}

export async function besideOfVault(vault: Vault): Promise<Beside> {
  const { active, letter } = await vault.recovery.status();
  return { vault: vault.id, holders: letter?.beside === true ? (active?.holders ?? []) : [] };
}

/** What both languages begin the part with before which the names go. */
const anchors = { en: 'What else lies here:\n', de: 'Was sonst hier liegt:\n' } as const;

/** The text with the names of this vault as they are now; those of another vault stay. */
export async function withNames(text: string, { vault, holders }: Beside): Promise<string> {
  let named = text;
  for (const language of ['en', 'de'] as const) {
    const words = await letterWords(language);
    const title = words.beside(shownVault(vault));
    const known = new RegExp(`${title.replaceAll(/[()]/g, '\\$&')}\n(?: {2}.*\n)*\n`, 'g');
    const lines = holders.map(({ sheet, name }) => lineOf(sheet, name, words));
    const part = lines.length === 0 ? '' : `${title}\n${lines.join('')}\n`;
    named = named.replace(known, '').replace(anchors[language], (anchor) => part + anchor);
  }
  return named;
}

function lineOf(sheet: number, name: string, words: LetterWords): string {
  return `  ${words.sheet(sheet)}: ${oneLine(name) || words.unknown}\n`;
}

/** Writes the names that the owner allowed into the text beside the backups, or takes them out. Never fails. */
export async function nameHolders(folder: string, beside: Beside): Promise<void> {
  const file = path.join(folder, readMeName);
  try {
    if (!fs.lstatSync(file).isFile()) return;
    const text = fs.readFileSync(file, 'utf8');
    const named = await withNames(text, beside);
    if (named !== text) replaceFile(file, Buffer.from(named));
  } catch {
    // None lies there, or the place is read-only: the next backup tries again.
  }
}
