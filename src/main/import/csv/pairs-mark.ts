import type { Format } from '../entry.ts';

const enpassLabels =
  /^\*?(username|e-?mail|password|website|url|totp|phone number|cardholder|number|pin|cvc|expiry date)$/i;
const url = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Whose table without a header it is, by what stands in its rows; `undefined`: nobody's known. */
export function detectPairs(rows: readonly (readonly string[])[]): Format | undefined {
  if (rows.length === 0) return undefined;
  const first = rows[0] ?? [];
  if (/^folder$/i.test(first[0] ?? '') && /^shared folder$/i.test(first[6] ?? '')) return 'keeper-csv';
  if (rows.some((cells) => cells.some((cell, i) => i % 2 === 1 && enpassLabels.test(cell))))
    return 'enpass-csv';
  // Folder, title, login, password, address, notes and shared folder, with nothing before them.
  const isKeeper = rows.every((cells) => cells.length >= 7 && (cells[4] === '' || url.test(cells[4] ?? '')));
  return isKeeper && rows.some((cells) => url.test(cells[4] ?? '')) ? 'keeper-csv' : undefined;
}
