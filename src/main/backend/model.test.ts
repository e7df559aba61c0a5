import fc from 'fast-check';
import { afterAll, expect, it } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { Backend } from './backend.ts';
import { MemoryBackend } from './memory.ts';
import { type Clock, stoppedClock } from './testing/harness.ts';
import { known, knownNaively } from './testing/knowledge.ts';
import { NaiveVault, Refused } from './testing/naive.ts';
import { type Operation, operation } from './testing/operations.ts';
import { digestText, loadBytes } from './testing/statements/attachments.ts';
import { makeDisk, openDisk } from './testing/vaults.ts';
import { writeMixed } from './testing/write.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const operationsWanted = long ? 20_000 : 2_000;
const longestRun = 60;

/** A result, or the code it was refused with. */
type Answer = { value: unknown } | { refused: string };

async function answer(call: () => unknown): Promise<Answer> {
  try {
    return { value: await call() };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.code };
    const failure = failureOf(error);
    if (failure === undefined) throw error;
    return { refused: failure.code };
  }
}

function ask(backend: Backend, operation: Operation): Promise<Answer> {
  switch (operation.do) {
    case 'transaction':
      return answer(async () =>
        (await writeMixed(backend, operation.changes)).map((outcome) => outcome.version),
      );
    case 'load':
      return answer(async () => {
        const found = await backend.loadSecret(operation.path, operation.version);
        return found && { version: found.version, fields: found.fields };
      });
    case 'list':
      return answer(() => backend.listSecrets(operation.folder));
    case 'collect':
      return answer(async () => void (await backend.collect()));
    case 'rotate':
      return answer(async () => void (await backend.rotate()));
    default:
      return answer(() => undefined);
  }
}

function askNaive(vault: NaiveVault, operation: Operation, now: number): Promise<Answer> {
  switch (operation.do) {
    case 'transaction':
      return answer(() => vault.transaction(operation.changes, now));
    case 'load':
      return answer(() => vault.load(operation.path, operation.version, now));
    case 'list':
      return answer(() => vault.list(operation.folder, now));
    default:
      return answer(() => undefined);
  }
}

async function run(operations: readonly Operation[]): Promise<void> {
  const clock = stoppedClock();
  const disk = await makeDisk(clock);
  const memory = new MemoryBackend(clock.now);
  await memory.initialize();
  const naive = new NaiveVault();
  let sealed = await openDisk(disk, clock);
  for (const [n, operation] of operations.entries()) {
    if (operation.do === 'wait') clock.advance(operation.milliseconds);
    if (operation.do === 'reopen') {
      await sealed.close();
      sealed = await openDisk(disk, clock);
    }
    const expected = await askNaive(naive, operation, clock.now());
    const at = `operation ${n}`;
    for (const [backend, name] of [
      [memory, 'memory'],
      [sealed, 'encrypted'],
    ] as const) {
      const got = await ask(backend, operation);
      // Files are read before the first change is made: of two reasons to refuse either may be told.
      if (isRefused(expected) && bringsAny(operation)) expect(isRefused(got), `${at}, ${name}`).toBe(true);
      else expect(got, `${at}, ${name}`).toEqual(expected);
    }
    if (operation.do === 'reopen') await compare(naive, [memory, sealed], clock, at);
  }
  await compare(naive, [memory, sealed], clock, 'at the end');
  expect((await sealed.verify()).damaged).toEqual([]);
  await sealed.close();
}

const isRefused = (answer: Answer) => 'refused' in answer;

function bringsAny(operation: Operation): boolean {
  return operation.do === 'transaction' && operation.changes.some((change) => 'files' in change);
}

async function compare(naive: NaiveVault, backends: Backend[], clock: Clock, at: string): Promise<void> {
  const expected = knownNaively(naive, clock.now());
  for (const backend of backends) {
    expect(await known(backend), `${at}, ${backend.kind}`).toEqual(expected);
    for (const info of await backend.listSecrets(''))
      for (const { name, type, value } of info.fields)
        if (type === 'attachment')
          expect(digestText(await loadBytes(backend, name, undefined, info.path)), at).toBe(value);
  }
}

let done = 0;

// A failure prints the seed, the path and the shrunk operations: put `{ seed, path }` beside
// `numRuns` to replay it.
it('memory, encrypted and the naive model agree on random operations, reopened at random points', async () => {
  const runs = fc.array(operation, { minLength: 20, maxLength: longestRun, size: 'max' });
  const property = fc.asyncProperty(runs, async (operations) => {
    await run(operations);
    done += operations.length;
  });
  while (done < operationsWanted) await fc.assert(property, { numRuns: 10 });
});

afterAll(() => {
  expect(done).toBeGreaterThanOrEqual(operationsWanted);
});
