import type { ImportColumn } from '../../../shared/formats.ts';
import type { TableColumn, TableColumns } from '../../../shared/import-columns.ts';
import { type Content, openContent } from '../content.ts';
import { detectContent } from '../detect.ts';
import type { Encoding } from '../entry.ts';
import { refuse } from '../refuse.ts';
import { encodingOf } from '../text.ts';
import { columnKeys, fieldOfColumn, targetsOf } from './columns.ts';
import { readGuessed } from './headless.ts';

const mostCharacters = 20_000;
const mostColumns = 200;
const mostSamples = 2;
const sampleLength = 60;

/** What a column may hold that nobody should see over a shoulder. */
const secret: ReadonlySet<ImportColumn> = new Set(['password', 'otp', 'notes', 'hidden']);

interface Asked {
  readonly encoding?: Encoding | undefined;
  /** Keys of columns whose samples are wanted whatever they hold. */
  readonly shown: readonly string[];
}

/**
 * The columns of a table that is nobody's by its first rows, each with what it is taken for.
 * Samples of what may be secret only where they are asked for. Refuses any other file
 * (`unknown-format`).
 */
export async function columnsOf(file: string, asked: Asked): Promise<TableColumns> {
  const content = await openContent(file);
  try {
    if ((await detectContent(content, file)).format !== 'csv') return refuse('unknown-format');
    return await columnsIn(content, asked);
  } finally {
    await content.close();
  }
}

async function columnsIn(content: Content, { encoding, shown }: Asked): Promise<TableColumns> {
  const { header, rows, columns: own } = readGuessed(await beginning(content, encoding), { hasMore: true });
  const keys = columnKeys(header);
  const targets = targetsOf(header, own);
  const columns = header.slice(0, mostColumns).map((name, i): TableColumn => {
    const target = targets[i];
    const guess = typeof target === 'string' ? target : ownField(name);
    const key = keys[i] ?? '';
    const isShown = !secret.has(guess) || shown.includes(key);
    return {
      key,
      // Nothing names it where the first row is an entry.
      name: own === undefined ? name : '',
      guess,
      ...(isShown && { samples: samplesOf(rows.map(({ cells }) => cells[i] ?? '')) }),
    };
  });
  return { columns, more: header.length - columns.length };
}

/** Whole lines from the start, whatever the last bytes of it are a part of. */
async function beginning(content: Content, encoding: Encoding | undefined): Promise<string> {
  const bytes = content.size === 0 ? new Uint8Array() : await content.read(0);
  const head = bytes.subarray(0, 4 * mostCharacters);
  const text = new TextDecoder(encodingOf(head) ?? encoding ?? 'utf-8').decode(head, { stream: true });
  const few = text.slice(0, mostCharacters);
  const isAll = few.length === text.length && head.length === content.size;
  return isAll ? few : few.slice(0, Math.max(few.lastIndexOf('\n'), few.lastIndexOf('\r')) + 1);
}

function ownField(name: string): ImportColumn {
  const [, type] = fieldOfColumn(name, 0);
  return type === 'secret' ? 'hidden' : 'field';
}

function samplesOf(values: readonly string[]): string[] {
  return values
    .map((value) => value.trim())
    .filter((value) => value !== '')
    .slice(0, mostSamples)
    .map((value) => (value.length > sampleLength ? `${value.slice(0, sampleLength)}…` : value));
}
