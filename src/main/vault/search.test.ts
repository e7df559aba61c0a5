import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '../../shared/fold.ts';
import { comparePaths, isUnder } from '../../shared/path.ts';
import type { IndexedField, SecretInfo } from '../../shared/secret-schema.ts';
import { Catalog } from './catalog.ts';
import { maxTerms, parseQuery } from './query.ts';

interface Given {
  tags?: string[];
  fields?: IndexedField[];
}

function info(path: string, { tags = [], fields = [] }: Given = {}): SecretInfo {
  return {
    path,
    created: 1,
    updated: 2,
    current: 1,
    oldest: 1,
    newest: 1,
    versions: [{ version: 1, created: 1 }],
    maxVersions: 10,
    casRequired: false,
    tags,
    custom: [],
    fields,
  };
}

function find(infos: SecretInfo[] | Catalog, query: string, folder = '', offset = 0, limit = 500) {
  const catalog = infos instanceof Catalog ? infos : new Catalog(infos);
  return catalog.browse({ folder, query, deleted: false, offset, limit });
}

/** Without what is found by forgiving a slip. */
function asTyped(...given: Parameters<typeof find>) {
  const { total, rows, nearly } = find(...given);
  return nearly ? { total: 0, rows: [] } : { total, rows };
}

function paths(infos: SecretInfo[] | Catalog, query: string, folder = ''): string[] {
  return asTyped(infos, query, folder).rows.map((row) => row.path);
}

test('pairs that were looked up beforehand, for being common, find what others find', async () => {
  const texts = ['oracle', 'or#an', 'x/or', 'error', 'example.com'];
  const infos = Array.from({ length: 3_000 }, (_, i) =>
    info(`oror/${i % 7 === 0 ? 'Orb' : 'horror'} ${String(i).padStart(4, '0')}`, {
      tags: i % 3 === 0 ? ['organ'] : [],
      fields: [{ name: 'origin', type: 'text', value: `${texts[i % texts.length]} or` }],
    }),
  );
  const ready = new Catalog(infos);
  await ready.prepare(async () => {});
  for (const query of ['or', 'ro', 'rr', 'r/', '#o', '/o', 'or ro', 'x#'])
    expect(find(ready, query), query).toEqual(find(infos, query));
  expect(find(ready, 'or').total).toBe(3_000);
});

describe('ranking', () => {
  test('orders one term by the best place it was found in', () => {
    const infos = [
      info('h', { fields: [{ name: 'user', type: 'text', value: 'my mail' }] }),
      info('g', { fields: [{ name: 'e-mail', type: 'text', value: 'x' }] }),
      info('f/hotmail'),
      info('e', { tags: ['mail'] }),
      info('d/mailing/x'),
      info('c/work mail'),
      info('b/mailbox'),
      info('z/mail'),
      info('a/other'),
    ];
    expect(paths(infos, 'mail')).toEqual([
      'z/mail',
      'b/mailbox',
      'c/work mail',
      'd/mailing/x',
      'e',
      'f/hotmail',
      'g',
      'h',
    ]);
  });

  test('orders equal ranks by path, in code points', () => {
    expect(paths([info('\u{1f511}/mail'), info('\uff21/mail'), info('a/mail')], 'mail')).toEqual([
      'a/mail',
      '\uff21/mail',
      '\u{1f511}/mail',
    ]);
  });

  test('wants every term, wherever it is', () => {
    const infos = [
      info('prod/db', { tags: ['oracle'] }),
      info('prod/web'),
      info('test/db', { tags: ['oracle'] }),
    ];
    expect(paths(infos, '  ORACLE\tprod ')).toEqual(['prod/db']);
  });

  test('sees no case, no accents and no compatibility forms', () => {
    const infos = [info('Büro/Café'), info('ＷＩＤＥ'), info('ΟΔΟΣ ΑΒ'), info('ΟΔΟΣ')];
    expect(paths(infos, 'CAFE buro')).toEqual(['Büro/Café']);
    expect(paths(infos, 'wide')).toEqual(['ＷＩＤＥ']);
    expect(paths(infos, 'οδοσ')).toEqual(['ΟΔΟΣ', 'ΟΔΟΣ ΑΒ']);
  });

  test('looks at tags alone for #x and tag:x', () => {
    const infos = [
      info('prod/a'),
      info('b', { tags: ['Prod'] }),
      info('c', { tags: ['production'] }),
      info('d', { tags: ['nonprod'] }),
    ];
    expect(paths(infos, '#prod')).toEqual(['b', 'c']);
    expect(paths(infos, 'tag:PROD')).toEqual(['b', 'c']);
    expect(paths(infos, '#')).toEqual(['b', 'c', 'd']);
  });

  test('in: looks at folders, has: and type: at what a secret is, together with other words', () => {
    const password: IndexedField = { name: 'password', type: 'secret' };
    const infos = [
      info('prod/db/a', { fields: [password] }),
      info('prod/web/b', { fields: [{ name: 'scan', type: 'attachment', value: '1 x' }] }),
      info('home/Prod', { fields: [{ name: 'card-number', type: 'secret' }] }),
      info('Büro/c', { fields: [{ name: 'key', type: 'file' }, password] }),
      info('d', { fields: [{ name: 'code', type: 'otp' }, password] }),
    ];
    expect(paths(infos, 'in:prod')).toEqual(['prod/db/a', 'prod/web/b']);
    expect(paths(infos, 'in:db')).toEqual(['prod/db/a']);
    expect(paths(infos, 'in:rod')).toEqual([]);
    expect(paths(infos, 'IN:prod/web')).toEqual(['prod/web/b']);
    expect(paths(infos, 'in:buro')).toEqual(['Büro/c']);
    expect(paths(infos, 'has:file')).toEqual(['Büro/c', 'prod/web/b']);
    expect(paths(infos, 'has:otp')).toEqual(['d']);
    expect(paths(infos, 'has:nothing')).toEqual([]);
    expect(paths(infos, 'type:card')).toEqual(['home/Prod']);
    expect(paths(infos, 'type:log')).toEqual(['Büro/c', 'd', 'prod/db/a']);
    expect(paths(infos, 'in:prod has:file')).toEqual(['prod/web/b']);
    expect(paths(infos, 'type:login in:büro c')).toEqual(['Büro/c']);
    expect(paths(infos, 'has:')).toHaveLength(5);
  });

  test('finds a term that goes from the folder into the title', () => {
    const infos = [
      info('prod/db/password'),
      info('preprod/db/password'),
      info('prod/dbx/password'),
      info('db'),
    ];
    expect(paths(infos, 'prod/db/pass')).toEqual(['prod/db/password', 'preprod/db/password']);
    expect(paths(infos, '/pass')).toHaveLength(3);
    expect(paths(infos, 'prod/db/')).toEqual(['prod/db/password', 'preprod/db/password']);
  });

  test('never looks into hidden values, even if the index carried them', () => {
    const fields: IndexedField[] = [
      { name: 'pin', type: 'secret', value: 'hunter2' },
      { name: 'key', type: 'file', value: 'hunter2' },
    ];
    expect(paths([info('a', { fields })], 'hunter2')).toEqual([]);
    expect(paths([info('a', { fields })], 'pin')).toEqual(['a']);
  });

  test('keeps to the folder asked for', () => {
    const infos = [info('prod/db'), info('prod/db/a'), info('prod/dbx/a')];
    expect(paths(infos, 'prod', 'prod/db')).toEqual(['prod/db/a']);
    expect(paths(infos, 'prod', 'prod/db/')).toEqual(['prod/db/a']);
  });

  test('does not find a term across two values', () => {
    const fields: IndexedField[] = [
      { name: 'a', type: 'text', value: 'one' },
      { name: 'b', type: 'text', value: 'two' },
    ];
    expect(paths([info('x', { fields })], 'onetwo')).toEqual([]);
    expect(paths([info('x', { fields: [{ name: 'a', type: 'note', value: 'one\ntwo' }] })], 'two')).toEqual([
      'x',
    ]);
  });
});

describe('query', () => {
  test('is folded before it is split, and holds each word once', () => {
    expect(parseQuery('Ａ\u00a0b  É a')).toEqual([
      { text: 'a', tag: false },
      { text: 'b', tag: false },
      { text: 'e', tag: false },
    ]);
  });

  test('is cut off after so many words', () => {
    expect(parseQuery(Array.from({ length: 500 }, (_, i) => `w${i}`).join(' '))).toHaveLength(maxTerms);
  });
});

// A small alphabet, so that terms meet texts, with what is awkward: separators, accents, case,
// astral characters.
const letter = fc.constantFrom('a', 'b', 'A', 'é', 'ς', '-', ' ', '開', '\u{1f511}', '1');
const word = fc.string({ unit: letter, minLength: 1, maxLength: 5 });
const path = fc
  .array(word, { minLength: 1, maxLength: 3 })
  .map((segments) => segments.join('/').normalize('NFC'));
const field = fc.record({
  name: word,
  type: fc.constantFrom('text', 'url', 'note', 'secret'),
  value: fc.string({ unit: fc.oneof(letter, fc.constant('\n')), maxLength: 8 }),
});
const given = fc.record({
  path,
  tags: fc.array(word, { maxLength: 2 }),
  fields: fc.array(field, { maxLength: 2 }),
});
const infosArb = fc
  .uniqueArray(given, { selector: (g) => g.path, maxLength: 25 })
  .map((list) => list.map((g) => info(g.path, { tags: g.tags, fields: g.fields as IndexedField[] })));
const term = fc.string({ unit: fc.oneof(letter, fc.constantFrom('/', '#')), minLength: 1, maxLength: 4 });
const query = fc.array(term, { minLength: 1, maxLength: 3 }).map((terms) => terms.join(' '));

/**
 * The rank of a term in one secret by the plain reading of the rules; `undefined` when it is not
 * there.
 */
function plainRank(secret: SecretInfo, term: string, tag: boolean): number | undefined {
  const tags = secret.tags.map(fold);
  if (tag) return tags.includes(term) ? 0 : tags.some((t) => t.startsWith(term)) ? 1 : undefined;
  const whole = fold(secret.path);
  const title = whole.slice(whole.lastIndexOf('/') + 1);
  const wordStarts = [...Array(title.length).keys()].filter(
    (i) => title.startsWith(term, i) && !/[\p{L}\p{N}]/u.test(title[i - 1] as string),
  );
  const seen = secret.fields.filter((f) => f.type !== 'secret').map((f) => fold(f.value ?? ''));
  if (title === term) return 0;
  if (title.startsWith(term)) return 1;
  if (wordStarts.length > 0) return 2;
  if (`/${whole}`.includes(`/${term}`)) return 3;
  if (tags.some((t) => t.includes(term))) return 4;
  if (whole.includes(term)) return 5;
  if (secret.fields.some((f) => fold(f.name).includes(term))) return 6;
  return seen.some((value) => value.includes(term)) ? 7 : undefined;
}

function plainFind(infos: SecretInfo[], query: string, folder: string): string[] {
  const terms = parseQuery(query);
  const hits = infos.flatMap((secret) => {
    if (!isUnder(secret.path, folder)) return [];
    const found = terms.map((t) => plainRank(secret, t.text, t.tag));
    if (found.includes(undefined)) return [];
    return [{ path: secret.path, rank: (found as number[]).reduce((a, b) => a + b, 0) }];
  });
  return hits.sort((a, b) => a.rank - b.rank || comparePaths(a.path, b.path)).map((hit) => hit.path);
}

describe('against the plain reading of the rules', () => {
  test('finds the same secrets in the same order', () => {
    fc.assert(
      fc.property(infosArb, query, fc.constantFrom('', 'a', 'a/b'), (infos, q, folder) => {
        fc.pre(parseQuery(q).length > 0);
        expect(paths(infos, q, folder)).toEqual(plainFind(infos, q, folder));
      }),
      { numRuns: 1_000 },
    );
  });

  test('also after changes, and in windows', () => {
    fc.assert(
      fc.property(
        infosArb,
        infosArb,
        fc.array(fc.nat(24)),
        query,
        fc.nat(5),
        (infos, changed, removed, q, offset) => {
          fc.pre(parseQuery(q).length > 0);
          const catalog = new Catalog(infos);
          find(catalog, q);
          const now = new Map(infos.map((i) => [i.path, i]));
          const set = (p: string, i: SecretInfo | undefined) => {
            catalog.replace(p, i);
            if (i === undefined) now.delete(p);
            else now.set(p, i);
          };
          for (const i of changed) set(i.path, i);
          for (const place of removed) if (infos[place] !== undefined) set(infos[place].path, undefined);
          const expected = plainFind([...now.values()], q, '');
          const { total, rows } = asTyped(catalog, q, '', offset, 3);
          expect(total).toBe(expected.length);
          expect(rows.map((row) => row.path)).toEqual(expected.slice(offset, offset + 3));
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('is:', () => {
  const day = 86_400_000;
  const now = Date.UTC(2027, 0, 15);
  const having = (path: string, ...custom: [string, string][]) => ({ ...info(path), custom });
  const catalog = new Catalog(
    [
      having('a', ['favourite', 'yes']),
      having('b', ['expires', '2027-01-14']),
      having('c', ['expires', '2027-01-20'], ['favourite', 'yes']),
      having('d', ['expires', '2027-01-10'], ['health-ok', 'expired']),
      info('e'),
    ],
    () => clock.now,
  );
  const clock = { now };
  const found = (query: string) => find(catalog, query).rows.map(({ path }) => path);

  test('each mark, several at once, and what is begun to be typed', () => {
    expect(found('is:favourite')).toEqual(['a', 'c']);
    expect(found('is:expired')).toEqual(['b']);
    expect(found('is:expiring')).toEqual(['c']);
    expect(found('is:favourite is:expiring')).toEqual(['c']);
    expect(found('is:fav')).toHaveLength(5);
    expect(found('is:')).toHaveLength(5);
    expect(found('is:nothing')).toEqual([]);
  });

  test('it is of now: after a change, and as time goes by', () => {
    catalog.replace('e', having('e', ['favourite', 'yes']));
    expect(found('is:favourite')).toEqual(['a', 'c', 'e']);
    catalog.replace('a', undefined);
    expect(found('is:favourite')).toEqual(['c', 'e']);
    clock.now = now + 10 * day;
    expect(found('is:expired')).toEqual(['b', 'c']);
    clock.now = now;
  });

  test('weak and reused are what is told, and nothing before', () => {
    expect(found('is:weak')).toEqual([]);
    catalog.judge({ weak: ['c', 'gone'], reused: ['b', 'c'] });
    expect(found('is:weak')).toEqual(['c']);
    expect(found('is:reused')).toEqual(['b', 'c']);
    expect(find(catalog, 'is:weak').total).toBe(1);
  });
});

describe('one slip in a word of four letters and more', () => {
  const catalog = new Catalog(
    ['work/GitHub', 'work/gitlab server', 'home/Müller', 'home/mail', 'db/postgres main'].map((path) =>
      info(path, path.startsWith('db') ? { tags: ['critical'] } : {}),
    ),
  );
  const found = (query: string) => {
    const { rows, nearly = false } = find(catalog, query);
    return [...rows.map(({ path }) => path), ...(nearly ? ['nearly'] : [])];
  };

  test.each([
    ['a letter left out', 'gthub'],
    ['one too many', 'gitthub'],
    ['another one', 'gizhub'],
    ['two swapped', 'gihtub'],
    ['two swapped at the beginning', 'igthub'],
    ['two swapped at the end', 'githbu'],
    ['only begun', 'gihtu'],
  ])('%s', (_, query) => expect(found(query)).toEqual(['work/GitHub', 'nearly']));

  test('with other words, in folders, tags, and words with accents', () => {
    expect(found('wrok gitlab')).toEqual(['work/gitlab server', 'nearly']);
    expect(found('muelle')).toEqual(['home/Müller', 'nearly']);
    expect(found('mulelr')).toEqual(['home/Müller', 'nearly']);
    expect(found('mullor')).toEqual(['home/Müller', 'nearly']);
    expect(found('crtical')).toEqual(['db/postgres main', 'nearly']);
    expect(found('postgers is:weak')).toEqual([]);
    expect(found('sevrer')).toEqual(['work/gitlab server', 'nearly']);
  });

  test('none where something is found as it is typed, in short words, in the middle of words, by two slips', () => {
    expect(found('git')).toEqual(['work/GitHub', 'work/gitlab server']);
    expect(found('gti')).toEqual([]);
    expect(found('thbu')).toEqual([]);
    expect(found('igtubh')).toEqual([]);
    expect(found('#crtical')).toEqual([]);
    expect(found('in:wrok')).toEqual([]);
  });

  test('changed secrets are found so, too', () => {
    catalog.replace('work/Bitbucket', info('work/Bitbucket'));
    expect(found('bitbukcet')).toEqual(['work/Bitbucket', 'nearly']);
    catalog.replace('work/Bitbucket', undefined);
    expect(found('bitbukcet')).toEqual([]);
  });
});
