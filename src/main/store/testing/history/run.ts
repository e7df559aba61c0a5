import path from 'node:path';
import { failureOf } from '../../../../shared/failure.ts';
import { EncryptedBackend } from '../../../backend/encrypted.ts';
import { createStore } from '../../../backend/initialize.ts';
import { testKey, value } from '../../../backend/testing/harness.ts';
import { type Program, remainingLines, startProgram } from '../../../backend/testing/processes.ts';
import { vaultId } from '../../../backend/testing/vaults.ts';
import { storeSecret, updateMetadata } from '../../../backend/testing/write.ts';
import { keepDevicesIn } from '../../folder/device-notes.ts';
import { replicated } from '../../replica/replicated.ts';
import type { StoreOpener } from '../../store.ts';
import { type Final, type Operation, violationsIn } from './check.ts';

/** One round: a service, and the programs on it. */
export interface Round {
  readonly kind: 's3' | 'postgres' | 'webdav';
  /** Each machine writes a line of its own; `copies` has what it keeps. */
  readonly heads?: true;
  readonly opener: StoreOpener;
  /** Past every fault. */
  readonly location: string;
  /** With the faults of this round. */
  readonly faulty: string;
  readonly program: string;
  /** Where copies lie; missing: none is kept. */
  readonly copies?: string;
  readonly writers: number;
  /** How long they go on, in ms. */
  readonly length: number;
  /** Each is killed with this chance every tenth of a second, and another takes its place. */
  readonly kills: number;
  /** Begins the faults, and ends them. */
  storm(): void;
  calm(): void;
}

const machines = 4;
const paths = [0, 1, 2, 3].map((n) => `path/${n}`);

/**
 * Lets programs write and read, and gives what is wrong with what they saw, and how much that was.
 */
export async function round(
  given: Round,
): Promise<{ violations: string[]; puts: number; gets: number; killed: number }> {
  await prepare(given);
  const history: unknown[] = [];
  let killed = 0;
  const running = new Map<Program, Promise<void>>();
  let next = 0;
  const begin = (machine: number) => {
    const copy = given.copies === undefined ? '' : path.join(given.copies, `machine-${machine}`);
    const kind = given.heads ? `${given.kind}-heads` : given.kind;
    const program = startProgram(given.program, [kind, given.faulty, copy, `w${next++}`]);
    running.set(program, hear(program, history));
    return program;
  };
  given.storm();
  const writers = Array.from({ length: given.writers }, (_, n) => begin(n % machines));
  const until = performance.now() + given.length;
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const [n, writer] of writers.entries()) {
      if (Math.random() >= given.kills) continue;
      await writer.kill();
      killed += 1;
      writers[n] = begin(n % machines);
    }
  }
  given.calm();
  for (const writer of writers) writer.tell('end');
  await Promise.all(running.values());
  const faults = history.filter((line) => typeof line === 'object' && line !== null && 'fault' in line);
  const operations = operationsOf(history);
  if (!given.heads) await sendWaiting(given);
  const { final, unequal } = given.heads
    ? await finalOfAll(given)
    : { final: await finalOf(given), unequal: [] };
  const violations = [...violationsIn(operations, final, given.copies !== undefined), ...unequal];
  return {
    violations: [...faults.map((fault) => JSON.stringify(fault)), ...violations],
    puts: operations.filter((operation) => operation.op === 'put' && operation.done !== undefined).length,
    gets: operations.filter((operation) => operation.op === 'get').length,
    killed,
  };
}

async function hear(program: Program, history: unknown[]): Promise<void> {
  for (const line of await remainingLines(program)) {
    try {
      history.push(JSON.parse(line));
    } catch {
      // Cut by the kill.
    }
  }
}

async function prepare({ kind, opener, location, heads, copies = '' }: Round): Promise<void> {
  if (heads) keepDevicesIn(path.join(copies, 'machine-0'));
  await createStore({ kind, location }, { id: vaultId, slots: [], rootKey: testKey() });
  const backend = new EncryptedBackend(await opener.open(location), testKey());
  await backend.initialize();
  for (const one of paths) {
    await storeSecret(backend, one, value('first'));
    await updateMetadata(backend, one, { maxVersions: 1_000 });
  }
  await backend.close();
}

// A put is told twice where it was acknowledged.
function operationsOf(history: readonly unknown[]): Operation[] {
  const first = paths.map((one): Operation => ({ op: 'put', path: one, value: 'first', began: 0 }));
  const operations = new Map<string, Operation>(
    first.map((operation) => [`${operation.path} first`, operation]),
  );
  let gets = 0;
  for (const line of history as Operation[])
    if (line.op === 'put') operations.set(`${line.path} ${line.value}`, line);
    else if (line.op === 'get') operations.set(`get ${gets++}`, line);
  return [...operations.values()];
}

/** What each machine has in the end: all of it is to be the same. */
async function finalOfAll({ opener, location, copies = '' }: Round) {
  const devices: EncryptedBackend[] = [];
  for (let n = 0; n < machines; n++) {
    keepDevicesIn(path.join(copies, `machine-${n}`));
    const backend = new EncryptedBackend(await opener.open(location), testKey());
    await backend.initialize();
    devices.push(backend);
  }
  for (let again = 0; again < 4; again++) for (const backend of devices) await backend.refresh();
  const unequal: string[] = [];
  const all: Final[] = [];
  for (const [n, backend] of devices.entries()) {
    const final = await valuesOf(backend);
    if (JSON.stringify([...final]) !== JSON.stringify([...(all[0] ?? final)]))
      unequal.push(`machine ${n} has other versions than the first`);
    if ((await backend.verify()).damaged.length > 0) unequal.push(`damaged on machine ${n}`);
    if (backend.waiting.length > 0) unequal.push(`machine ${n} waits for files`);
    all.push(final);
    await backend.close();
  }
  keepDevicesIn(undefined);
  return { final: all[0] ?? new Map(), unequal };
}

async function valuesOf({ histories }: EncryptedBackend): Promise<Final> {
  const final = new Map<string, string[]>();
  for await (const entry of histories.entries())
    for (const version of entry.versions)
      final.set(entry.path, [
        ...(final.get(entry.path) ?? []),
        (await histories.fields(entry, version))[0]?.value ?? '',
      ]);
  return new Map([...final].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What a program kept while the service was away goes there with the next opening. */
async function sendWaiting({ opener, location, copies }: Round): Promise<void> {
  for (let n = 0; copies !== undefined && n < machines; n++) {
    const copied = replicated(opener, () => path.join(copies, `machine-${n}`));
    const backend = new EncryptedBackend(await copied.open(location), testKey());
    await backend.initialize();
    await backend.refresh();
    await backend.close();
  }
}

/** `undefined` where the version is not there: a gap. */
async function textOf(backend: EncryptedBackend, at: string, version: number): Promise<string | undefined> {
  try {
    return (await backend.loadSecret(at, version))?.fields[0]?.value;
  } catch (error) {
    if (failureOf(error)?.code === 'not-found') return undefined;
    throw error;
  }
}

async function finalOf({ opener, location }: Round): Promise<Final> {
  const backend = new EncryptedBackend(await opener.open(location), testKey());
  await backend.initialize();
  const final = new Map<string, (string | undefined)[]>();
  for (const one of paths) {
    const { newest = 0 } = (await backend.loadInfo(one)) ?? {};
    const values: (string | undefined)[] = [];
    for (let version = 1; version <= newest; version++) values.push(await textOf(backend, one, version));
    final.set(one, values);
  }
  if ((await backend.verify()).damaged.length > 0) final.set('damaged', [undefined]);
  await backend.close();
  return final;
}
