import type { Draft } from '../draft.ts';
import type { Row } from './rows.ts';

/** Addresses that stand in one cell with a comma between them; one that holds a comma stays whole. */
export function splitAddresses(text: string): readonly string[] {
  const parts = text.split(/,\s*(?=[a-z][a-z0-9+.-]*:\/\/)/i);
  if (parts.length > 1 || !text.includes(',')) return parts;
  const plain = text.split(/,\s*/);
  return plain.every((part) => /^(?:[\w-]+[.])+[a-z]{2,}(?:[:/]\S*)?$/i.test(part)) ? plain : [text];
}

/** Own fields, one a line: `name: value`. A line without a name goes on with the value before it. */
export function bitwardenFields(draft: Draft, column: string, text: string): boolean {
  if (column.toLowerCase() === 'reprompt') {
    if (text === '1') draft.keep('reprompt', 'yes');
    return true;
  }
  if (column.toLowerCase() === 'collections') {
    // The first is the folder.
    draft.tags.push(...text.split(',').slice(1));
    return true;
  }
  if (column.toLowerCase() !== 'fields') return false;
  const fields: [name: string, value: string][] = [];
  for (const line of text.split(/\r?\n/)) {
    const at = line.indexOf(': ');
    const last = fields.at(-1);
    if (at !== -1) fields.push([line.slice(0, at), line.slice(at + 2)]);
    else if (/^[^:\s][^:]*:$/.test(line)) fields.push([line.slice(0, -1), '']);
    else if (last !== undefined) last[1] += `\n${line}`;
    else if (line !== '') fields.push(['fields', line]);
  }
  // The table does not say which of them are hidden.
  for (const [name, value] of fields) draft.keep(name, value, 'secret');
  return true;
}

/** In an organisation's table the first of the collections, with a comma between them, is the folder. */
export function collectionsOf(
  _: readonly Row[],
  header: readonly string[],
): (cells: readonly string[]) => readonly string[] | undefined {
  const at = header.findIndex((name) => name.toLowerCase() === 'collections');
  return (cells) =>
    at === -1
      ? undefined
      : (cells[at] ?? '')
          .split(',')[0]
          ?.split('/')
          .filter((part) => part !== '');
}
