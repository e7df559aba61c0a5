import { words } from './words.ts';

/** What names a file of sheets. */
interface Named {
  readonly vaultName: string;
  readonly sheet: number;
  readonly shares: number;
  readonly holder: string;
}

/**
 * A file's name that tells a person what is in it: `Home sheet 2 of 5 (Anna).pdf`, or `Home 5
 * sheets.pdf`.
 */
export function fileNameOf(sheets: readonly Named[]): string {
  const [first] = sheets;
  if (first === undefined) return 'sheets.pdf';
  const vault = plainName(first.vaultName) || 'Holdfast';
  if (sheets.length > 1) return words.papers.all(vault, sheets.length);
  return words.papers.one(vault, first.sheet, first.shares, plainName(first.holder));
}

/** A name without what file systems or people stumble over. */
export function plainName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .slice(0, 60)
    .replace(/^[\s.]+|[\s.]+$/g, '');
}
