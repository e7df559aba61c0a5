import * as fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { Reading } from '../entry.ts';
import { entriesOf } from '../testing/collect.ts';
import { readBitwarden } from './bitwarden.ts';
import { read1pux } from './onepassword.ts';

// A second reader of two formats, written from what their programs document of them and from nothing
// of ours: for random exports both find the same.
interface Seen {
  readonly at: string;
  readonly marks: readonly string[];
  readonly tags: readonly string[];
  /** `name=value`, in order; the newest state. */
  readonly fields: readonly string[];
  /** Passwords of before, oldest first. */
  readonly before: readonly string[];
}

function seenBy(reading: Reading): Seen[] {
  return entriesOf(reading).map(({ folders, title, favourite, archived, deleted, tags = [], versions }) => ({
    at: [...folders, title].join(' > '),
    marks: [favourite && 'favourite', archived && 'archived', deleted && 'deleted'].filter(
      (one) => one !== undefined,
    ) as string[],
    tags,
    fields: versions.at(-1)?.fields.map(({ name, value }) => `${name}=${value}`) ?? [],
    before: versions
      .slice(0, -1)
      .map(({ fields }) => fields.find(({ name }) => name === 'password')?.value ?? ''),
  }));
}

const runs = { numRuns: process.env['HOLDFAST_LONG'] === '1' ? 5_000 : 60 };
const text = fc.string({
  unit: fc.constantFrom('a', 'B', '7', ' ', '"', '\\', '\n', 'ü', '😀', '&', '<', '='),
  minLength: 1,
  maxLength: 8,
});
const name = fc.string({ unit: fc.constantFrom('a', 'b', 'C', ' ', 'é'), minLength: 1, maxLength: 6 });
/** What an entry without a title is called, titles.test.ts holds. */
const title = name.filter((one) => one.trim() !== '');
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null });
const past = fc.integer({ min: 1_000_000_000, max: 1_700_000_000 });
type Filled<T> = T extends fc.Arbitrary<infer U> ? U : never;

const bitwarden = fc.record({
  name: title,
  notes: maybe(text),
  favorite: fc.boolean(),
  folderId: maybe(fc.constantFrom('f1', 'f2', 'gone')),
  deletedDate: maybe(fc.constant('2024-05-06T07:08:09.000Z')),
  fields: maybe(
    fc.array(fc.record({ name, value: maybe(text), type: fc.constantFrom(0, 1, 2) }), { maxLength: 3 }),
  ),
  passwordHistory: maybe(
    fc.uniqueArray(fc.record({ lastUsedDate: past, password: text }), {
      maxLength: 3,
      selector: (one) => one.lastUsedDate,
    }),
  ),
  login: fc.record({
    username: maybe(text),
    password: maybe(text),
    uris: maybe(fc.array(text, { maxLength: 3 })),
  }),
});

/** https://bitwarden.com/help/condition-bitwarden-import: an item, its folder by id, its parts by name. */
function bitwardenSeen(item: Filled<typeof bitwarden>): Seen {
  const folder = { f1: ['Home'], f2: ['Home', 'Money'], gone: [] }[item.folderId ?? 'gone'];
  const said = (label: string, value: string | null) => (value === null ? [] : [`${label}=${value}`]);
  const history = (item.passwordHistory ?? []).toSorted((a, b) => a.lastUsedDate - b.lastUsedDate);
  return {
    at: [...folder, item.name].join(' > '),
    marks: [...(item.favorite ? ['favourite'] : []), ...(item.deletedDate === null ? [] : ['deleted'])],
    tags: [],
    fields: [
      ...said('username', item.login.username),
      ...said('password', item.login.password),
      ...(item.login.uris ?? []).map((uri) => `url=${uri}`),
      ...said('notes', item.notes),
      ...(item.fields ?? []).map((own) => `${own.name}=${own.value ?? ''}`),
    ],
    before: history.map(({ password }) => password),
  };
}

test('Bitwarden: random exports are read as by a second reader', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(bitwarden, { maxLength: 4 }), async (all) => {
      const items = all.map((item, i) => ({
        ...item,
        id: `i${i}`,
        type: 1,
        passwordHistory: item.passwordHistory?.map((old) => ({
          ...old,
          lastUsedDate: new Date(old.lastUsedDate * 1000).toISOString(),
        })),
        login: { ...item.login, totp: null, uris: item.login.uris?.map((uri) => ({ match: null, uri })) },
      }));
      const folders = [
        { id: 'f1', name: 'Home' },
        { id: 'f2', name: 'Home/Money' },
      ];
      const bytes = new Uint8Array(
        Buffer.from(JSON.stringify({ encrypted: false, folders, items }, null, 2)),
      );
      expect(seenBy(await readBitwarden({ name: 'x', bytes }))).toEqual(all.map(bitwardenSeen));
    }),
    runs,
  );
});

const onePassword = fc.record({
  title,
  url: fc.array(text, { maxLength: 3 }),
  tags: fc.uniqueArray(fc.constantFrom('a', 'b/c', 'd'), { maxLength: 3 }),
  favourite: fc.boolean(),
  state: fc.constantFrom('active', 'archived'),
  username: maybe(text),
  password: maybe(text),
  notes: fc.oneof(fc.constant(''), text),
  section: fc.oneof(fc.constant(''), name),
  own: fc.array(
    fc.record({ title: name, kind: fc.constantFrom('string', 'concealed', 'phone', 'menu'), value: text }),
    { maxLength: 3 },
  ),
  history: fc.uniqueArray(fc.record({ value: text, time: past }), {
    maxLength: 3,
    selector: (one) => one.time,
  }),
});

/** https://support.1password.com/1pux-format: overview, login fields by what they are for, sections. */
function onePasswordSeen(item: Filled<typeof onePassword>): Seen {
  const said = (label: string, value: string | null) =>
    value === null || value === '' ? [] : [`${label}=${value}`];
  return {
    at: ['Personal', item.title].join(' > '),
    marks: [...(item.favourite ? ['favourite'] : []), ...(item.state === 'archived' ? ['archived'] : [])],
    tags: item.tags,
    fields: [
      ...said('username', item.username),
      ...said('password', item.password),
      ...[...new Set(item.url)].map((url) => `url=${url}`),
      ...item.own.map((own) => `${item.section === '' ? '' : `${item.section}: `}${own.title}=${own.value}`),
      ...said('notes', item.notes),
    ],
    before: item.history.toSorted((a, b) => a.time - b.time).map(({ value }) => value),
  };
}

test('1Password: random exports are read as by a second reader', () => {
  fc.assert(
    fc.property(fc.array(onePassword, { maxLength: 4 }), (all) => {
      const items = all.map((item, i) => ({
        uuid: `u${i}`,
        favIndex: item.favourite ? 1 : 0,
        createdAt: 1,
        updatedAt: 2,
        state: item.state,
        categoryUuid: '001',
        overview: {
          title: item.title,
          subtitle: '',
          url: item.url[0] ?? '',
          urls: item.url.map((url) => ({ label: '', url })),
          tags: item.tags,
        },
        details: {
          loginFields: (['password', 'username'] as const).flatMap((wanted) =>
            item[wanted] === null
              ? []
              : [
                  {
                    value: item[wanted],
                    id: '',
                    name: wanted,
                    fieldType: wanted === 'password' ? 'P' : 'T',
                    designation: wanted,
                  },
                ],
          ),
          notesPlain: item.notes,
          sections: [
            {
              title: item.section,
              name: 'Section_x',
              fields: item.own.map((own, n) => ({
                title: own.title,
                id: `${'abcdefghijklmnopqrstuvwxy'}${n}`,
                value: { [own.kind]: own.value },
                guarded: false,
                inputTraits: { keyboard: 'default' },
              })),
            },
          ],
          passwordHistory: item.history,
        },
      }));
      const accounts = [
        { attrs: { accountName: 'x' }, vaults: [{ attrs: { name: 'Personal', desc: '' }, items }] },
      ];
      const bytes = zipSync({
        'export.attributes': Buffer.from('{"version":3}'),
        'export.data': Buffer.from(JSON.stringify({ accounts })),
      });
      expect(seenBy(read1pux({ name: 'x', bytes }))).toEqual(all.map(onePasswordSeen));
    }),
    runs,
  );
});
