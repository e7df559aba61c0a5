import type { Item, ParsedEntry, Reading } from '../entry.ts';

/** Everything that a parser finds. */
export function collect({ items }: Reading): Item[] {
  return [...items];
}

export function entriesOf(reading: Reading): ParsedEntry[] {
  return collect(reading).flatMap((item) => (item.kind === 'entry' ? [item.entry] : []));
}

/** The current fields as plain pairs. */
export function fieldsOf(entry: ParsedEntry | undefined): Record<string, string> {
  return Object.fromEntries(entry?.versions.at(-1)?.fields.map(({ name, value }) => [name, value]) ?? []);
}

export function bytesOfText(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text));
}
