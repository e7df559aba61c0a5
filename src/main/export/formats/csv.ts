import { isFile } from '../../../shared/secret.ts';
import type { Exporter, WriteOptions } from '../exporter.ts';
import { loginOf } from '../login.ts';
import type { ExportedSecret, SecretSource } from '../source.ts';

type Lose = Pick<WriteOptions, 'lose'>;

const columns = ['folder', 'title', 'username', 'password', 'url', 'otp', 'notes', 'tags', 'fields'] as const;

/**
 * A table (RFC 4180) with one row for each secret; fields that have no column of their own stand in
 * the last one, a line each.
 */
export const csv: Exporter = {
  carries: new Set(['tags', 'others']),
  write: csvText,
  rehearse: csvText,
};

async function* csvText(
  source: SecretSource,
  options: Pick<WriteOptions, 'lose' | 'progress'>,
): AsyncGenerator<string> {
  yield row(columns);
  for await (const secret of source.secrets(options.progress)) {
    if (secret.current > 0) yield row(cellsOf(secret, options).map((cell) => harmless(cell, options)));
  }
}

function cellsOf(secret: ExportedSecret, { lose }: Lose): string[] {
  const { folder, title, changed, ...login } = loginOf(secret);
  const { username = '', password = '', urls, otp = '', notes = '', others } = login;
  const fields = [...urls.slice(1), ...others.filter(({ type }) => !isFile(type))];
  for (const loss of changed) lose(loss);
  for (const { type } of fields) if (type !== 'text') lose('field-types');
  const lines = fields.map(({ name, value }) => `${name}: ${value}`).join('\n');
  return [
    folder.join('/'),
    title,
    username,
    password,
    urls[0]?.value ?? '',
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
function harmless(cell: string, { lose }: Lose): string {
  if (!/^[=+\-@\t\r\n]/.test(cell)) return cell;
  lose('formulas');
  return `'${cell}`;
}

function row(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}
