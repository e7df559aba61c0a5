import { isFile } from '../../../shared/secret.ts';
import type { Exporter, WriteOptions } from '../exporter.ts';
import { loginOf } from '../login.ts';
import type { ExportedSecret, SecretSource } from '../source.ts';

const columns = ['folder', 'title', 'username', 'password', 'url', 'otp', 'notes', 'tags', 'fields'] as const;

/**
 * A table (RFC 4180) with one row for each secret; fields that have no column of their own stand in
 * the last one, a line each.
 */
export const csv: Exporter = {
  carries: new Set(['tags', 'others']),
  write: csvText,
};

async function* csvText(source: SecretSource, options: WriteOptions): AsyncGenerator<string> {
  yield row(columns);
  for await (const secret of source.secrets(options.progress)) {
    if (secret.current > 0) yield row(cellsOf(secret).map((cell) => harmless(cell, options)));
  }
}

function cellsOf(secret: ExportedSecret): string[] {
  const { folder, title, username = '', password = '', urls, otp = '', notes = '', others } = loginOf(secret);
  const fields = others.filter(({ type }) => !isFile(type)).map(({ name, value }) => `${name}: ${value}`);
  const lines = [...urls.slice(1).map((url) => `url: ${url}`), ...fields].join('\n');
  return [
    folder.join('/'),
    title,
    username,
    password,
    urls[0] ?? '',
    otp,
    notes,
    secret.tags.join(','),
    lines,
  ];
}

/**
 * A spreadsheet runs a cell that begins so (OWASP, "CSV Injection"): an apostrophe before it makes
 * it a text.
 */
function harmless(cell: string, { lose }: WriteOptions): string {
  if (!/^[=+\-@\t\r]/.test(cell)) return cell;
  lose('formulas');
  return `'${cell}`;
}

function row(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
