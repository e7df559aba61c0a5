import type { Draft } from '../draft.ts';
import { jsonOr } from '../json-or.ts';
import { Members } from '../json-tree.ts';
import { splitAddresses } from './bitwarden-csv.ts';
import type { Row } from './rows.ts';

/** More addresses and own fields, each as JSON in a cell. */
export function nordPassFields(draft: Draft, column: string, text: string): boolean {
  const name = column.toLowerCase();
  if (name !== 'additional_urls' && name !== 'custom_fields') return false;
  const list = jsonOr(text) ?? (name === 'additional_urls' ? splitAddresses(text) : undefined);
  if (!Array.isArray(list)) return false;
  for (const one of list) {
    if (typeof one === 'string') draft.add('url', one, 'url');
    else if (one instanceof Members) {
      const type = /^(text|url|date|email|number|phone)$/.test(one.text('type')) ? 'text' : 'secret';
      draft.keep(one.text('label'), one.text('value'), type).rest(one);
    }
  }
  return true;
}

/**
 * Folders are rows of their own: of the type `folder`, and in older tables, which have no types, rows
 * that say nothing but the name of a folder that others lie in.
 */
export function nordPassEntries(
  rows: readonly Row[],
  header: readonly string[],
): (cells: readonly string[]) => boolean {
  const at = (name: string) => header.findIndex((column) => column.toLowerCase() === name);
  const [type, name, folder] = [at('type'), at('name'), at('folder')];
  if (type !== -1) return (cells) => !/folder$/.test(cells[type] ?? '');
  const used = new Set(rows.map(({ cells }) => cells[folder]));
  return (cells) => !used.has(cells[name]) || cells.some((cell, i) => i !== name && cell !== '');
}

/** What lies in a shared folder has no folder of one's own, or has that as well. */
export function nordPassFolders(
  _: readonly Row[],
  header: readonly string[],
): (cells: readonly string[]) => readonly string[] | undefined {
  const at = (name: string) => header.findIndex((column) => column.toLowerCase() === name);
  const [folder, shared] = [at('folder'), at('shared_folder')];
  return (cells) => {
    const names = [cells[shared], cells[folder]].filter((name) => name !== undefined && name !== '');
    return shared === -1 ? undefined : (names as string[]);
  };
}
