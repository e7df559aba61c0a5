import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleProgram } from '../../backend/testing/processes.ts';
import { makeFile, scratchFolder } from '../../backend/testing/vaults.ts';
import { crashes, read } from '../../store/testing/crashes.ts';
import { Disk, type State } from '../../store/testing/disk.ts';
import { orderOf } from '../../store/testing/order.ts';
import { type Traced, traceable, traced, untraced } from '../../store/testing/trace.ts';
import { flows } from './testing/durable-flows.ts';
import { orders } from './testing/durable-orders.ts';
import { prepare, time } from './testing/fault-flows.ts';
import { type FoundState, Judge } from './testing/judge.ts';

let scratch: string;
let program: string;
let origin: State;
beforeAll(async () => {
  scratch = scratchFolder({ fast: true });
  program = await bundleProgram(path.join(import.meta.dirname, 'testing/durable-program.ts'));
  // As the build has them: a backup brings them along.
  fs.cpSync(path.join(import.meta.dirname, '../../../../docs'), path.join(path.dirname(program), 'docs'), {
    recursive: true,
    filter: (name) => fs.statSync(name).isDirectory() || /(format|recovery)\.md$/.test(name),
  });
  await prepare(path.join(scratch, 'origin'), (file) => makeFile(file, () => time));
  fs.rmSync(path.join(scratch, 'origin/backups/holdfast-docs'), { recursive: true });
  origin = read(path.join(scratch, 'origin'));
}, 120_000);
afterAll(() => {
  for (const folder of [scratch, path.dirname(program)]) fs.rmSync(folder, { recursive: true });
});

interface Run extends Traced {
  readonly after: State;
}

let runs = 0;
/** Runs a flow where `prepare` left off; `fail`: which of its syncs fail. */
function run(flow: string, fail?: string): Run {
  const folder = path.join(scratch, `run-${++runs}`);
  fs.cpSync(path.join(scratch, 'origin'), folder, { recursive: true });
  const done = traced([program, folder, flow], folder, fail);
  const after = read(folder);
  fs.rmSync(folder, { recursive: true });
  return { ...done, after };
}

/**
 * Names that mean something: no empty folder, no file that is being made, or that keeps others out
 * for a moment.
 */
const counts = (name: string) => !name.endsWith('/') && !/^\.|\.(lock|new)$/.test(path.basename(name));

type FoundStates = ReadonlyMap<string, FoundState>;

/**
 * What a state has against it, given what was there before and what was to come: each file is one
 * or the other, and what both have is there.
 */
function faultsOf(found: FoundStates, before: FoundStates, after: FoundStates, lasts: boolean): string[] {
  const names = new Set([before, after, found].flatMap((one) => [...one.keys()]));
  const wrong = [...names].filter((name) => {
    const [is, was, becomes] = [found.get(name), before.get(name), after.get(name)];
    // What was taken away may be back, and what costs nothing when it is old may be old.
    const isNew = lasts && becomes !== undefined && /\.(holdfast|pdf)$/.test(name);
    return is !== becomes && (isNew || is !== was);
  });
  const [there, still] = [new Set(found.values()), new Set(after.values())];
  const lost = [...before.values()].filter((one) => still.has(one) && !there.has(one));
  return [
    ...wrong.map((name) => `${name} is ${found.get(name)}, not ${before.get(name)} or ${after.get(name)}`),
    ...lost.map((one) => `${one} lies nowhere`),
  ];
}

/**
 * Looks at every state that a crash may leave, wherever it comes: what was wrong, and how many
 * there were.
 */
async function crash({ calls, said, after }: Run) {
  const judge = new Judge(path.join(scratch, 'found'));
  const foundStates = (state: State) =>
    judge.foundStates(new Map([...state].filter(([name]) => counts(name))));
  const [was, becomes] = [await foundStates(origin), await foundStates(after)];
  const disk = new Disk(origin);
  const faults = new Set<string>();
  let states = 0;
  for (const { where, state, ended } of crashes(calls, disk, counts)) {
    states += 1;
    const lasts = ended && said === 'done';
    for (const fault of faultsOf(await foundStates(state), was, becomes, lasts))
      faults.add(`${where}: ${fault}`);
  }
  // What was traced is what was done.
  expect(disk.seen()).toEqual(after);
  return { faults: [...faults], states };
}

describe.skipIf(!traceable)(
  `what a crash leaves when all that is not synced is lost or reordered${untraced}`,
  () => {
    it('looks at every flow', () => {
      expect(Object.keys(orders)).toEqual(Object.keys(flows));
    });

    it.each(Object.entries(orders))(
      '%s: each file as before or after, and as after once it is done',
      async (flow, order) => {
        const done = run(flow);
        expect(done.said).toBe('done');
        expect(orderOf(done.calls)).toEqual(order);
        const { faults, states } = await crash(done);
        expect(faults).toEqual([]);
        expect(states).toBeGreaterThan(2);
      },
      300_000,
    );

    it('a commit whose last step fails is synced once more, and lasts', async () => {
      const last = run('a commit').syncs;
      const done = run('a commit', `${last}`);
      expect(done.said).toBe('done');
      expect(done.syncs).toBe(last + 1);
      expect(orderOf(done.calls)).toEqual(orders['a commit']);
      expect((await crash(done)).faults).toEqual([]);
    }, 300_000);

    it('a commit whose last step fails twice is told as failed', async () => {
      const last = run('a commit').syncs;
      const refused = run('a commit', `${last}+`);
      expect(refused.said).toBe('store');
      expect((await crash(refused)).faults).toEqual([]);
    }, 300_000);
  },
);
