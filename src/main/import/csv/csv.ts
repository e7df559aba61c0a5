import type { FieldType } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import { Draft } from '../draft.ts';
import { withEmptyFolders } from '../empty-folders.ts';
import type { Format, Item, Reading, Source } from '../entry.ts';
import { decodeText } from '../text.ts';
import { timeInUtc } from '../times.ts';
import { titleFor } from '../titles.ts';
import { columnsMissing, fieldOfColumn, nameOf, type Target, targetsOf } from './columns.ts';
import type { Dialect } from './dialect.ts';
import { dialectOf } from './dialects.ts';
import { withoutEntities } from './entities.ts';
import { type GuessedTable, readGuessed } from './headless.ts';
import { type BadRow, type Row, readTable } from './rows.ts';

/** A table whose first row names its columns, as `format` writes it or as any other does. */
export function readCsv(source: Source, format: Format): Reading {
  const dialect = dialectOf(format);
  const text = decodeText(source.bytes, source.encoding);
  const said = new Set(Object.keys(source.map ?? {}));
  const table: GuessedTable = format === 'csv' ? readGuessed(text, dialect, said) : readTable(text, dialect);
  const targets = targetsOf(table.header, table.columns ?? dialect.columns, source.map);
  const { rows, changed } = dialect.entities
    ? withoutEntities(table.header, table.rows)
    : { rows: table.rows, changed: new Map<number, readonly string[]>() };
  const shared = dialect.hasRoot ? rootOf(rows, targets) : undefined;
  const given = dialect.foldersOf?.(rows, table.header);
  const isEntry = dialect.entriesOf?.(rows, table.header);
  const [folderAt, titleAt] = [targets.indexOf('folder'), targets.indexOf('title')];
  const ways: (readonly string[])[] = [];
  let done = 0;
  const items = function* (): Generator<Item> {
    if (table.isUnsure) yield { kind: 'note', problem: { place: '', line: 1, reason: 'first-row-names' } };
    for (const name of columnsMissing(table.header, source.map))
      yield { kind: 'note', problem: { place: '', reason: 'no-column', name } };
    for (const bad of table.bad) yield badRow(bad);
    for (const row of rows) {
      done += 1;
      if (row.cells.every((cell) => cell === '')) continue;
      if (isEntry?.(row.cells) === false) {
        const way = given?.(row.cells) ?? foldersOf(row.cells[folderAt] ?? '', dialect, shared);
        // The name of a folder may stand where an entry has its title.
        const name = row.cells[titleAt] ?? '';
        ways.push(way.length === 0 && name !== '' ? [name] : way);
        continue;
      }
      const draft = draftOf(row, table.header, targets, dialect, { root: shared, given: given?.(row.cells) });
      for (const name of changed.get(row.line) ?? []) draft.note({ reason: 'entities-decoded', name });
      yield* draft.items();
    }
  };
  return { items: withEmptyFolders(items(), ways), total: rows.length, done: () => done };
}

function badRow({ line, reason, count }: BadRow): Item {
  return { kind: 'failed', problem: { place: '', line, reason, ...(count !== undefined && { count }) } };
}

type Found = { -readonly [K in Exclude<Target, readonly unknown[]>]?: string };

interface Fields {
  readonly urls: string[];
  readonly others: [name: string, type: FieldType, value: string][];
}

function draftOf(
  { cells }: Row,
  header: readonly string[],
  targets: readonly (Target | undefined)[],
  dialect: Dialect,
  where: { readonly root: string | undefined; readonly given: readonly string[] | undefined },
): Draft {
  const found: Found = {};
  const { urls, others }: Fields = { urls: [], others: [] };
  const tags: string[] = [];
  for (const [i, name] of header.entries()) {
    const value = (dialect.cell ?? same)(cells[i] ?? '');
    const target = targets[i];
    if (target === 'url') urls.push(...(dialect.splitUrls?.(value) ?? [value]));
    else if (target === 'tags') tags.push(...value.split(dialect.tags ?? /[;,]/));
    else if (typeof target === 'string') found[target] = value;
    else if (target !== undefined) others.push([...target, value]);
    else if (value !== '') others.push([...fieldOfColumn(name, i), value]);
  }
  for (let i = header.length; i < cells.length; i++) others.push([nameOf('', i), 'secret', cells[i] ?? '']);
  const second = dialect.titles?.map((name) => cells[header.findIndex((one) => one.toLowerCase() === name)]);
  const titles = [found.title, ...(second ?? [])].filter((one) => one !== undefined && one.trim() !== '');
  const title = titles[0] ?? titleFor('', known(urls, found));
  const folders = where.given ?? foldersOf(found.folder ?? '', dialect, where.root);
  const id = [...folders, title].join('/') + (found.username === undefined ? '' : ` ${found.username}`);
  const draft = new Draft(id, folders, title);
  draft.tags.push(...tags);
  about(draft, found);
  draft
    .add('username', found.username ?? '')
    .add('password', found.password ?? '', 'secret')
    .urls(urls);
  draft.code(found.otp ?? '');
  if (dialect.notes?.(draft, found.notes ?? '', found) !== true)
    draft.add('notes', found.notes ?? '', 'note');
  for (const [name, type, value] of joined(others, dialect))
    if (dialect.other?.(draft, name, value) !== true) draft.add(name, value, type);
  for (const name of times)
    if (timeInUtc(found[name] ?? '') === undefined) draft.add(name, found[name] ?? '');
  dialect.finish?.(draft, { folders });
  return draft;
}

type Others = Fields['others'];

function joined(others: Others, { joins }: Dialect): Others {
  if (joins === undefined) return others;
  const [one, two, name] = joins;
  const both = [one, two].map((part) => others.find(([other]) => other === part)?.[2] ?? '');
  const rest = others.filter(([other]) => other !== one && other !== two);
  return [...rest, [name, 'text', both.filter((part) => part !== '').join('/')]];
}

/** What a row without a title is known by. */
function known(urls: readonly string[], { username = '', notes = '' }: Found): Field[] {
  return [
    ...urls.map((value): Field => ({ name: 'url', type: 'url', value })),
    { name: 'username', type: 'text', value: username },
    { name: 'notes', type: 'note', value: notes },
  ];
}

function foldersOf(text: string, { separator = '/' }: Dialect, root: string | undefined): readonly string[] {
  if (text === '') return [];
  const parts = separator === '' ? [text] : splitFolder(text, separator);
  const names = parts.filter((part) => part !== '');
  return root !== undefined && names[0] === root ? names.slice(1) : names;
}

/** A separator behind a backslash belongs to the name. */
function splitFolder(text: string, separator: string): string[] {
  if (separator === '\\') return text.split('\\');
  const parts = text.split(new RegExp(`(?<!\\\\)${separator === '|' ? '\\|' : separator}`));
  return parts.map((part) => part.replaceAll(`\\${separator}`, separator));
}

/** The first folder of every row, where there is one: the name of the database. */
function rootOf(rows: readonly Row[], targets: readonly (Target | undefined)[]): string | undefined {
  const at = targets.indexOf('folder');
  const firsts = new Set(rows.map(({ cells }) => splitFolder(cells[at] ?? '', '/')[0]));
  const [only] = firsts;
  return firsts.size === 1 ? only : undefined;
}

/** What is no time there is a text. */
const times = ['created', 'changed', 'expires'] as const;

function about(draft: Draft, found: Found): void {
  if (isYes(found.favourite)) draft.about.favourite = true;
  if (isYes(found.archived)) draft.about.archived = true;
  if (isYes(found.deleted)) draft.about.deleted = true;
  const created = timeInUtc(found.created ?? '');
  if (created !== undefined) draft.about.created = created;
  const expires = timeInUtc(found.expires ?? '');
  if (expires !== undefined) draft.about.expires = expires;
  draft.changed = timeInUtc(found.changed ?? '');
}

function same(text: string): string {
  return text;
}

const no = /^(0|false|no|n|-|null|none|never|nein|falsch|nie|non|faux|falso|nee|onwaar|нет)?$/i;

/** Anything that says something and does not say no: a mark, a word in any language, the time when. */
function isYes(text = ''): boolean {
  return !no.test(text.trim());
}
