import { memberOf } from '../member-of.ts';
import type { Row } from './rows.ts';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#039': "'",
  apos: "'",
};
const entity = /&(amp|lt|gt|quot|apos|#39|#039);/g;
const bare = /[<>]|&(?!(?:amp|lt|gt|quot|apos|#39|#039);)/;

/**
 * LastPass writes `&amp;` for `&`, in some of its exports and not in others. A column is decoded
 * only where it holds entities and nothing that would be one: so a password that really has `&lt;`
 * in it stays. `changed`: by line, the columns whose cell is another text now.
 */
export function withoutEntities(header: readonly string[], rows: readonly Row[]) {
  const encoded = header.map((_, i) => isEncoded(rows.map(({ cells }) => cells[i] ?? '')));
  const changed = new Map<number, readonly string[]>();
  const decoded = rows.map(({ line, cells }) => {
    const after = cells.map((cell, i) => (encoded[i] ? decode(cell) : cell));
    const names = header.filter((_, i) => after[i] !== cells[i]);
    if (names.length > 0) changed.set(line, names);
    return { line, cells: after };
  });
  return { rows: decoded, changed };
}

function isEncoded(cells: readonly string[]): boolean {
  return cells.some((cell) => cell.search(entity) !== -1) && !cells.some((cell) => bare.test(cell));
}

/** Once: `&amp;lt;` is the text `&lt;`. */
function decode(text: string): string {
  return text.replace(entity, (_, name: string) => memberOf(named, name) ?? '');
}
