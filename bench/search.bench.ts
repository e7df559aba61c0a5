// One keystroke at 100,000 secrets: `npm run bench search`.

import { Catalog } from '../src/main/vault/catalog.ts';
import type { IndexedField, SecretInfo } from '../src/shared/secret-schema.ts';
import { median } from './measure.ts';
import { publish, type Row, table, target } from './results.ts';

const count = 100_000;
const rounds = 12;
const seed = 4;

const stages = ['prod', 'staging', 'dev', 'test', 'shared', 'personal'];
const teams = [
  'payments',
  'search',
  'web',
  'data',
  'mobile',
  'identity',
  'billing',
  'ops',
  'growth',
  'Büro',
  '開発',
];
const systems = [
  'postgres',
  'redis',
  'kafka',
  'oracle',
  'openid',
  'github',
  'mail',
  'backup',
  'proxy',
  'grafana',
  'vpn',
];
const nouns = [
  'password',
  'token',
  'api-key',
  'login',
  'certificate',
  'admin',
  'reader',
  'writer',
  'root',
  'deploy',
];
const people = [
  'anna',
  'boris',
  'chloé',
  'dmitri',
  'elif',
  'farid',
  'grace',
  'hugo',
  'ines',
  'jun',
  'karl',
  'olga',
];
const tags = [
  'critical',
  'rotate',
  'legacy',
  'shared',
  'pci',
  'team',
  'personal',
  'on-call',
  'prod',
  'Übergang',
];
const syllables = [
  'ka',
  'lo',
  'mi',
  'ter',
  'an',
  'so',
  'pre',
  'du',
  'vin',
  'or',
  'est',
  'qua',
  'be',
  'ru',
  'ing',
  'za',
];

/** mulberry32: small and the same everywhere. */
function generator(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const next = generator(seed);
const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
const word = () => Array.from({ length: 2 + Math.floor(next() * 3) }, () => pick(syllables)).join('');

function fieldsOf(name: string): IndexedField[] {
  const fields: IndexedField[] = [
    {
      name: 'username',
      type: 'text',
      value: next() < 0.3 ? pick(people) : `${pick(people)}.${word()}@${word()}.example`,
    },
    { name: 'password', type: 'secret' },
  ];
  if (next() < 0.6)
    fields.push({ name: 'url', type: 'url', value: `https://${name}.${word()}.example.com/${word()}` });
  if (next() < 0.2)
    fields.push({ name: 'port', type: 'text', value: String(1024 + Math.floor(next() * 9000)) });
  if (next() < 0.1)
    fields.push({ name: 'notes', type: 'note', value: Array.from({ length: 25 }, word).join(' ') });
  return fields;
}

function infoOf(index: number): SecretInfo {
  const name = `${pick(systems)}-${word()}`;
  const folder = [pick(stages), pick(teams), ...(next() < 0.5 ? [word()] : [])].join('/');
  return {
    path: `${folder}/${name} ${pick(nouns)} ${index}`,
    created: 0,
    updated: index,
    current: next() < 0.97 ? 1 : 0,
    oldest: 1,
    newest: 1,
    versions: [{ version: 1, created: 0 }],
    maxVersions: 10,
    casRequired: false,
    tags: next() < 0.5 ? [pick(tags), pick(tags)] : [],
    custom: [],
    fields: fieldsOf(name),
  };
}

function timed<T>(run: () => T): { ms: number; value: T } {
  const start = performance.now();
  const value = run();
  return { ms: performance.now() - start, value };
}

function line(name: string, times: number[], note = ''): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number).toFixed(2);
  console.log(
    `${name.padEnd(34)}${at(0).padStart(9)}${at(0.5).padStart(9)}${at(0.95).padStart(9)}${at(1).padStart(9)}  ${note}`,
  );
}

function search(catalog: Catalog, query: string, offset = 0) {
  return timed(() => catalog.browse({ folder: '', query, deleted: false, offset, limit: 100 }));
}

/** The first letters of a text, one longer each time. */
const typed = (text: string) => Array.from(text, (_, i) => text.slice(0, i + 1));

// Through JSON, for the backend decodes its pages so: whole strings, none hashed yet.
const fresh = <T>(value: T): T => JSON.parse(JSON.stringify(value));
const infos = fresh(Array.from({ length: count }, (_, i) => infoOf(i)));
const heap = () => {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
};
console.log(`${count} secrets, node ${process.version}, milliseconds`.padEnd(34));
console.log(
  `${''.padEnd(34)}${'best'.padStart(9)}${'median'.padStart(9)}${'p95'.padStart(9)}${'max'.padStart(9)}`,
);

const before = heap();
line('list, unsorted', [timed(() => new Catalog(infos)).ms]);
const ordered = new Catalog(infos).all();
line(
  'list, sorted as a backend gives it',
  Array.from({ length: 5 }, () => {
    const copy = fresh(ordered);
    return timed(() => new Catalog(copy)).ms;
  }),
);
line(
  'folders, first call',
  Array.from({ length: 5 }, () => {
    const made = new Catalog(fresh(ordered));
    return timed(() => made.folders('')).ms;
  }),
);
line(
  'list by title, first call',
  Array.from({ length: 5 }, () => {
    const made = new Catalog(fresh(ordered));
    const list = { folder: '', query: '', deleted: false, sort: 'title', offset: 0, limit: 100 } as const;
    return timed(() => made.browse(list)).ms;
  }),
);
line(
  'first query, index not prepared',
  Array.from({ length: 5 }, () => search(new Catalog(fresh(ordered)), 'prod').ms),
);

/**
 * An index whose kept terms are all forgotten, so that no keystroke profits from the round before.
 */
async function prepared(slices: number[]): Promise<Catalog> {
  const catalog = new Catalog(ordered);
  let start = performance.now();
  await catalog.prepare(async () => {
    slices.push(performance.now() - start);
    start = performance.now();
  });
  return catalog;
}

const slices: number[] = [];
const builds: number[] = [];
const texts = [
  'prod o',
  'oracle pass',
  'example.com',
  'https://',
  'prod/web/',
  '#crit',
  'anna.',
  'qqq',
  'zaza',
  'e',
  'a',
  'é',
  '1',
  '-',
  '.',
  '/',
  'type:card',
  'is:favourite',
  'postgers',
  'oraclle admni',
];
const times = new Map<string, { times: number[]; total: number }>();
let catalog = new Catalog([]);
for (let round = 0; round < rounds; round++) {
  const start = performance.now();
  catalog = await prepared(slices);
  builds.push(performance.now() - start);
  for (const query of new Set(texts.flatMap(typed))) {
    const { ms, value } = search(catalog, query);
    const entry = times.get(query) ?? { times: [], total: value.total };
    entry.times.push(ms);
    times.set(query, entry);
  }
}
line('build, all slices', builds);
line('build, one slice', slices);
for (const [query, entry] of times) line(`"${query}"`, entry.times, `${entry.total} hits`);
const all = [...times.values()].flatMap((entry) => entry.times).sort((a, b) => a - b);
line('all keystrokes', all);
line(
  'deep page of "p"',
  Array.from({ length: rounds }, () => search(catalog, 'p', 50_000).ms),
);

const edits = Array.from({ length: 500 }, (_, i) => infoOf(count + i));
line(
  'replace',
  edits.map((info) => timed(() => catalog.replace(info.path, info)).ms),
);
line('first query after 500 changes', [search(catalog, 'prod').ms]);
if (globalThis.gc) console.log(`memory of catalog and index: ${(heap() - before).toFixed(0)} MiB`);

const slowest = [...times]
  .map(([query, entry]): Row => [`\`${query}\``, entry.total, median(entry.times.toSorted((a, b) => a - b))])
  .sort((a, b) => Number(b[2]) - Number(a[2]));
publish('Search', [
  `One keystroke over ${count} secrets, in ms: ${times.size} beginnings of what a person may type, ${rounds} rounds, each on an index that was`,
  'prepared anew. The five slowest:',
  '',
  ...table(['typed', 'hits', 'median'], slowest.slice(0, 5)),
  '',
  target('median of all keystrokes', median(all), 'at most', 8),
  target('95th percentile', all[Math.floor(all.length * 0.95)] ?? Number.NaN, 'at most', 8),
  target('the slowest one, its median', Number(slowest[0]?.[2]), 'at most', 8),
]);
