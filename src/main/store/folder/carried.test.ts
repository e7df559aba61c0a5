import fs from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { EncryptedBackend } from '../../backend/encrypted.ts';
import { createStore } from '../../backend/initialize.ts';
import { readAll, testKey, value } from '../../backend/testing/harness.ts';
import { scratchFolder, vaultId } from '../../backend/testing/vaults.ts';
import { Carrier } from '../testing/carrier.ts';
import { folder } from './folder.ts';

const long = process.env['HOLDFAST_LONG'] === '1';

type Step =
  | { readonly do: 'put'; readonly device: number; readonly path: string }
  | { readonly do: 'delete' | 'destroy'; readonly device: number; readonly path: string }
  | { readonly do: 'look' | 'reopen' | 'collect'; readonly device: number }
  | { readonly do: 'carry'; readonly most: number };

const device = fc.integer({ min: 0, max: 2 });
const at = fc.constantFrom('a', 'b', 'c/d');
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('put' as const), device, path: at }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constantFrom('delete' as const, 'destroy' as const), device, path: at }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('look' as const, 'look' as const, 'reopen' as const, 'collect' as const),
      device,
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('carry' as const), most: fc.integer({ min: 1, max: 6 }) }),
  },
);

/** Numbers that a seed gives. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function open(root: string, now: () => number): Promise<EncryptedBackend> {
  const backend = new EncryptedBackend(await folder.open(root), testKey(), now);
  await backend.initialize();
  return backend;
}

/** What a device may meet while files are under way: it says so, and goes on. */
async function unlessComing(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.code === 'store' && failure.reason === 'not-come') return false;
    if (failure?.code === 'not-found') return false;
    throw error;
  }
}

async function run(count: number, seed: number, steps: readonly Step[]): Promise<void> {
  const scratch = scratchFolder({ fast: true });
  let time = Date.UTC(2026, 0, 1);
  const now = () => time;
  const roots = Array.from({ length: count }, (_, n) => path.join(scratch, String(n)));
  const [first = ''] = roots;
  await createStore({ kind: 'folder', location: first, now }, { id: vaultId, slots: [], rootKey: testKey() });
  for (const root of roots.slice(1)) fs.cpSync(first, root, { recursive: true });
  const carrier = new Carrier(roots, randomFrom(seed));
  const laptops = await Promise.all(roots.map((root) => open(root, now)));
  const [written, destroyed] = [new Map<string, string>(), new Set<string>()];
  try {
    for (const [n, one] of steps.entries()) {
      time += 1;
      if (one.do === 'carry') {
        carrier.tick(one.most);
        continue;
      }
      const who = one.device % count;
      const laptop = laptops[who] as EncryptedBackend;
      if (one.do === 'look') await unlessComing(() => laptop.refresh());
      if (one.do === 'collect') await unlessComing(() => laptop.collect());
      if (one.do === 'put') {
        const text = `${n} of ${who}`;
        const isDone = await unlessComing(() =>
          laptop.write([{ op: 'store', path: one.path, fields: value(text), keepOlder: true }]),
        );
        if (isDone) written.set(text, one.path);
      }
      if (one.do === 'delete') await unlessComing(() => laptop.write([{ op: 'delete', path: one.path }]));
      if (one.do === 'destroy') {
        const info = await laptop.loadInfo(one.path).catch(() => undefined);
        const version = info?.versions.find((found) => !found.destroyed)?.version;
        if (version === undefined) continue;
        const fields = await laptop.loadSecret(one.path, version).catch(() => undefined);
        const text = fields?.fields[0]?.value;
        const isDone = await unlessComing(() =>
          laptop.write([{ op: 'destroy', path: one.path, versions: [version] }]),
        );
        if (isDone && text === undefined) destroyed.add(`some of ${one.path}`);
        if (isDone && text !== undefined) destroyed.add(text);
      }
      if (one.do === 'reopen') {
        await laptop.close();
        const again = async () => {
          laptops[who] = await open(roots[who] as string, now);
        };
        // What it would begin on may still be coming.
        do carrier.tick(one.device + 1);
        while (!(await unlessComing(again)));
      }
    }
    for (let round = 0; round < 8; round++) {
      carrier.settle();
      for (const laptop of laptops) await laptop.refresh();
    }
    const [known, ...others] = await Promise.all(laptops.map((laptop) => allOf(laptop)));
    for (const other of others) expect(other).toEqual(known);
    for (const [text, where] of written)
      if (!destroyed.has(text) && !destroyed.has(`some of ${where}`)) expect(known?.values).toContain(text);
    for (const laptop of laptops) {
      expect(laptop.waiting).toEqual([]);
      expect(laptop.damaged).toBe(false);
      expect((await laptop.verify()).damaged).toEqual([]);
    }
  } finally {
    await Promise.all(laptops.map((laptop) => laptop.close()));
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

/** Everything, with the values of deleted versions too. */
async function allOf(laptop: EncryptedBackend) {
  const values: string[] = [];
  for await (const entry of laptop.histories.entries())
    for (const version of entry.versions)
      if (version.ref !== undefined)
        values.push((await laptop.histories.fields(entry, version))[0]?.value ?? '');
  return { ...(await readAll(laptop)), values: values.sort() };
}

/** What once failed. */
const examples: [number, number, Step[]][] = [
  // A version whose object the one who destroyed it had swept before the other was heard of.
  [
    2,
    0,
    [
      { do: 'put', device: 0, path: 'c/d' },
      { do: 'carry', most: 2 },
      { do: 'destroy', device: 0, path: 'c/d' },
      { do: 'delete', device: 1, path: 'c/d' },
      { do: 'collect', device: 0 },
    ],
  ],
  // A version that one device destroyed, and another had given a new number: it was kept twice.
  [
    3,
    999_534_301,
    [
      { do: 'carry', most: 6 },
      { do: 'carry', most: 5 },
      { do: 'carry', most: 6 },
      { do: 'carry', most: 4 },
      { do: 'carry', most: 2 },
      { do: 'reopen', device: 1 },
      { do: 'put', device: 1, path: 'b' },
      { do: 'delete', device: 0, path: 'c/d' },
      { do: 'put', device: 2, path: 'b' },
      { do: 'collect', device: 1 },
      { do: 'carry', most: 1 },
      { do: 'put', device: 0, path: 'b' },
      { do: 'put', device: 1, path: 'c/d' },
      { do: 'collect', device: 0 },
      { do: 'put', device: 2, path: 'a' },
      { do: 'put', device: 0, path: 'b' },
      { do: 'put', device: 1, path: 'b' },
      { do: 'look', device: 2 },
      { do: 'collect', device: 0 },
      { do: 'collect', device: 0 },
      { do: 'carry', most: 5 },
      { do: 'carry', most: 1 },
      { do: 'look', device: 2 },
      { do: 'carry', most: 5 },
      { do: 'put', device: 0, path: 'b' },
      { do: 'carry', most: 6 },
      { do: 'destroy', device: 0, path: 'c/d' },
      { do: 'collect', device: 1 },
      { do: 'carry', most: 5 },
      { do: 'put', device: 2, path: 'c/d' },
      { do: 'put', device: 0, path: 'b' },
      { do: 'look', device: 2 },
      { do: 'put', device: 2, path: 'c/d' },
      { do: 'put', device: 0, path: 'c/d' },
      { do: 'destroy', device: 2, path: 'b' },
    ],
  ],
  // A number of a version that had meant another one: the wrong one was destroyed.
  [
    3,
    2147483641,
    [
      { do: 'look', device: 1 },
      { do: 'carry', most: 3 },
      { do: 'put', device: 2, path: 'a' },
      { do: 'carry', most: 2 },
      { do: 'put', device: 2, path: 'b' },
      { do: 'destroy', device: 1, path: 'c/d' },
      { do: 'carry', most: 2 },
      { do: 'carry', most: 2 },
      { do: 'collect', device: 1 },
      { do: 'put', device: 1, path: 'a' },
      { do: 'put', device: 2, path: 'a' },
      { do: 'put', device: 2, path: 'a' },
      { do: 'carry', most: 6 },
      { do: 'delete', device: 2, path: 'b' },
      { do: 'carry', most: 6 },
      { do: 'carry', most: 1 },
      { do: 'put', device: 2, path: 'c/d' },
      { do: 'put', device: 0, path: 'b' },
      { do: 'put', device: 1, path: 'c/d' },
      { do: 'carry', most: 5 },
      { do: 'carry', most: 5 },
      { do: 'put', device: 0, path: 'c/d' },
      { do: 'carry', most: 6 },
      { do: 'delete', device: 2, path: 'a' },
      { do: 'destroy', device: 1, path: 'c/d' },
      { do: 'reopen', device: 1 },
      { do: 'collect', device: 1 },
      { do: 'put', device: 2, path: 'a' },
      { do: 'destroy', device: 0, path: 'b' },
      { do: 'put', device: 1, path: 'a' },
    ],
  ],
  // A version that one device destroyed, and another had given a new number: it came back without its object.
  [
    3,
    9,
    [
      { do: 'carry', most: 1 },
      { do: 'look', device: 0 },
      { do: 'put', device: 2, path: 'a' },
      { do: 'put', device: 1, path: 'a' },
      { do: 'put', device: 1, path: 'b' },
      { do: 'look', device: 2 },
      { do: 'reopen', device: 2 },
      { do: 'carry', most: 2 },
      { do: 'put', device: 2, path: 'b' },
      { do: 'reopen', device: 1 },
      { do: 'put', device: 2, path: 'c/d' },
      { do: 'put', device: 2, path: 'c/d' },
      { do: 'put', device: 0, path: 'a' },
      { do: 'carry', most: 3 },
      { do: 'put', device: 0, path: 'b' },
      { do: 'destroy', device: 1, path: 'a' },
      { do: 'carry', most: 5 },
      { do: 'collect', device: 1 },
      { do: 'delete', device: 0, path: 'a' },
      { do: 'carry', most: 6 },
    ],
  ],
];

// A failure prints the seed, the path and the shrunk steps: put `{ seed, path }` beside `numRuns`
// to replay it.
it(
  '45: a folder that a sync tool carries between devices ends equal everywhere, with every write',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 3 }),
        fc.nat(),
        fc.array(step, { maxLength: 40, size: 'max' }),
        run,
      ),
      {
        ...(long ? { numRuns: 500, interruptAfterTimeLimit: 3 * 60 * 60_000 } : { numRuns: 25 }),
        ...JSON.parse(process.env['CARRIED'] ?? '{}'),
        examples,
      },
    );
  },
  4 * 60 * 60_000,
);
