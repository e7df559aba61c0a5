// One decision among 1,000 policies: `npm run bench policy`.

import { Decider } from '../src/main/policy/match.ts';
import { checkPolicy, compilePolicy } from '../src/main/policy/policy.ts';
import type { PolicySpec } from '../src/shared/policy.ts';
import { median } from './measure.ts';
import { publish, type Row, table, target } from './results.ts';

const count = 1_000;
const rounds = 9;
const questions = 4_000;
const spiffeId = 'spiffe://0a1b2c3d4e5f/client/build';
const clients = [spiffeId, 'spiffe://*/client/build', 'spiffe://**', 're:spiffe://[0-9a-f]+/client/b.*'];

const kinds: { name: string; path: (n: number) => string }[] = [
  { name: 'globs, each team its own folder', path: (n) => `prod/team-${n}/*` },
  { name: 'globs, all under one folder', path: (n) => `prod/db/orders-${n}-*` },
  { name: 'globs that begin with a wildcard', path: (n) => `**/orders-${n}` },
  { name: 'expressions, each its own folder', path: (n) => `re:prod/team-${n}/(db|cache)-\\d+` },
  {
    name: 'a mix of all',
    path: (n) => [`prod/team-${n}/**`, `prod/db/o-${n}`, `re:prod/team-${n}/\\w+`][n % 3] ?? '',
  },
];

// Paths that were never asked before: the answers that a client's next question would find again
// are measured apart.
const asked = Array.from({ length: questions }, (_, n) => `prod/team-${(n * 7) % 1_500}/db-${n}`);

async function measure({ name, path }: (typeof kinds)[number]): Promise<{ row: Row; first: number }> {
  const specs = Array.from(
    { length: count },
    (_, n): PolicySpec => ({
      name: `p${n}`,
      spiffeIdPattern: clients[n % clients.length] ?? '',
      pathPattern: path(n),
      permissions: ['read', 'list'],
    }),
  );
  for (const spec of specs) await checkPolicy(spec);
  const compiled = await Promise.all(specs.map(compilePolicy));
  const [first, again]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const decider = new Decider(compiled);
    decider.decide({ spiffeId, path: 'warm/up', permission: 'read' });
    first.push(microseconds(decider, asked));
    again.push(microseconds(decider, asked.slice(-1_000)));
  }
  const [one, two] = [first, again].map((list) => median(list.sort((a, b) => a - b)));
  return { row: [name, one ?? 0, two ?? 0], first: one ?? 0 };
}

function microseconds(decider: Decider, paths: readonly string[]): number {
  const start = performance.now();
  for (const path of paths) decider.decide({ spiffeId, path, permission: 'read' });
  return ((performance.now() - start) * 1_000) / paths.length;
}

const results = [];
for (const kind of kinds) results.push(await measure(kind));
publish('Decisions among 1,000 policies', [
  'Every policy applies to the client that asks; µs a question, median of 9 rounds of 4,000.',
  '',
  ...table(
    ['the paths of the policies', 'a path for the first time', 'a path again'],
    results.map(({ row }) => row),
  ),
  '',
  target(
    'a decision among 1,000 policies of all kinds, µs',
    results.at(-1)?.first ?? Number.NaN,
    'at most',
    20,
  ),
]);
