// Runs under fault.c: each operation on a vault file again and again, the 1st, 2nd, 3rd ...
// file-system call failing, until one run meets no fault. Prints one line for each fault that was
// handled otherwise than it must be, then a count.

import { copyFileSync, openSync, readdirSync, readSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Failure, failureOf } from '../../../shared/failure.ts';
import type { Backend } from '../backend.ts';
import { operations, prepare } from './fault-operations.ts';
import { readAll, stoppedClock, value } from './harness.ts';
import { makeFile, openFile } from './vaults.ts';
import { storeSecret } from './write.ts';

const [folder = '', errnoText = '0', sticky = '0', first = '1', every = '1'] = process.argv.slice(2);
const errno = Number(errnoText);
const control = openSync(process.env['FAULT_CONTROL'] ?? '', 'r+');
const location = path.join(folder, 'faulty.holdfast');
const origin = `${folder}-origin`;
const { now } = stoppedClock();

function arm(countdown: number): void {
  writeSync(control, Int32Array.of(countdown, errno, Number(sticky), 0, 0), 0, 20, 0);
}

/** How many calls failed since `arm`. */
function disarm(): number {
  const numbers = new Int32Array(5);
  readSync(control, numbers, 0, 20, 0);
  writeSync(control, Int32Array.of(0), 0, 4, 0);
  return numbers[3] ?? 0;
}

type Outcome = { done: true } | { failure: Failure } | { untyped: string };
async function attempt(call: () => Promise<unknown>): Promise<Outcome> {
  try {
    await call();
    return { done: true };
  } catch (error) {
    const failure = failureOf(error);
    return failure === undefined ? { untyped: String(error) } : { failure };
  }
}

async function state(backend: Backend) {
  return { ...(await readAll(backend)), slots: backend.keySlots() };
}

async function fresh(): Promise<Backend> {
  for (const file of readdirSync(folder)) rmSync(path.join(folder, file));
  copyFileSync(origin, location);
  return openFile(location, now);
}

/** What was wrong with how one fault was handled; nothing when all was right. */
async function judge(
  outcome: Outcome,
  backend: Backend,
  before: unknown,
  after: unknown,
  again: () => Promise<unknown>,
) {
  const faults: string[] = [];
  if ('untyped' in outcome) faults.push(`untyped: ${outcome.untyped}`);
  if ('failure' in outcome && !fitting(outcome.failure))
    faults.push(`unfitting ${JSON.stringify(outcome.failure)}`);
  await backend.refresh();
  const found = await state(backend);
  // A folder that can no longer be synced once the commit has taken place: refused, for it may not
  // outlive power loss, yet whole.
  const unsure =
    'failure' in outcome &&
    sticky === '1' &&
    isDeepStrictEqual(found, after) &&
    !isDeepStrictEqual(before, after);
  if (unsure) unknown += 1;
  const expected = 'done' in outcome || unsure ? after : before;
  if (!isDeepStrictEqual(found, expected)) faults.push('changed for this process');
  if ((await backend.verify()).damaged.length > 0) faults.push('damaged');
  const other = await openFile(location, now);
  if (!isDeepStrictEqual(await state(other), expected)) faults.push('changed for another process');
  await other.close();
  if (!('done' in outcome) && !unsure) {
    await again();
    if (!isDeepStrictEqual(await state(backend), after)) faults.push('wrong after a retry');
  }
  await storeSecret(backend, 'next', value('x'));
  await backend.close();
  const left = readdirSync(folder);
  if (left.length !== 1)
    faults.push(`left behind: ${left.filter((name) => name !== 'faulty.holdfast').join()}`);
  return faults;
}

function fitting({ code }: Failure): boolean {
  if (errno === 28 || errno === 0) return ['no-space', 'store', 'read-only'].includes(code);
  return ['store', 'read-only', 'no-space'].includes(code);
}

let count = 0;
let unknown = 0;
async function tryAll(
  name: string,
  one: (n: number) => Promise<{ fired: number; faults: string[] }>,
): Promise<void> {
  for (let n = Number(first); ; n += Number(every)) {
    let result: { fired: number; faults: string[] };
    try {
      result = await one(n);
    } catch (error) {
      const told = disarm();
      result = {
        fired: Math.max(told, 1),
        faults: [`not usable afterwards: ${String((error as Error).stack).slice(0, 700)}`],
      };
      if (n > 500) return;
    }
    if (result.fired === 0) return;
    count += 1;
    for (const fault of result.faults) console.log(`${name}, call ${n}: ${fault}`);
  }
}

rmSync(origin, { force: true });
await makeFile(origin, now);
const prepared = await openFile(origin, now);
await prepare(prepared);
const before = await state(prepared);
await prepared.close();

for (const [name, operate] of Object.entries(operations)) {
  const whole = await fresh();
  await operate(whole);
  const after = await state(whole);
  await whole.close();
  await tryAll(name, async (n) => {
    const backend = await fresh();
    arm(n);
    const outcome = await attempt(() => operate(backend));
    const fired = disarm();
    if (fired === 0) {
      await backend.close();
      return { fired, faults: [] };
    }
    return { fired, faults: await judge(outcome, backend, before, after, () => operate(backend)) };
  });
}

await tryAll('create', async (n) => {
  for (const file of readdirSync(folder)) rmSync(path.join(folder, file));
  arm(n);
  const outcome = await attempt(() => makeFile(location, now));
  const fired = disarm();
  const faults: string[] = [];
  if ('untyped' in outcome) faults.push(`untyped: ${outcome.untyped}`);
  if (!('done' in outcome)) {
    const left = readdirSync(folder);
    // A name that could not be unlinked is no vault by the name asked for.
    if (left.includes('faulty.holdfast')) faults.push('a file was left by the name of the vault');
    if (left.length > 0 && sticky === '0' && !left.includes('faulty.holdfast'))
      faults.push(`left behind: ${left.join()}`);
    await makeFile(location, now);
  }
  await (await openFile(location, now)).close();
  return { fired, faults };
});

await tryAll('open', async (n) => {
  await (await fresh()).close();
  arm(n);
  const outcome = await attempt(async () => (await openFile(location, now)).close());
  const fired = disarm();
  const faults = 'untyped' in outcome ? [`untyped: ${outcome.untyped}`] : [];
  const backend = await openFile(location, now);
  if (!isDeepStrictEqual(await state(backend), before)) faults.push('changed');
  await backend.close();
  return { fired, faults };
});
// At most the last call of each operation.
if (unknown > Object.keys(operations).length) console.log(`${unknown} outcomes unknown`);
console.log(`faults ${count}`);
