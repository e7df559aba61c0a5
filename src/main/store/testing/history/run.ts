import path from 'node:path';
import { EncryptedBackend } from '../../../backend/encrypted.ts';
import { createStore } from '../../../backend/initialize.ts';
import { testKey, value } from '../../../backend/testing/harness.ts';
import { type Program, remainingLines, startProgram } from '../../../backend/testing/processes.ts';
import { vaultId } from '../../../backend/testing/vaults.ts';
import { storeSecret, updateMetadata } from '../../../backend/testing/write.ts';
import type { StoreOpener } from '../../store.ts';
import { type Final, type Operation, violationsIn } from './check.ts';

/** One round: a service, and the programs on it. */
export interface Round {
  readonly kind: 's3' | 'postgres';
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
    const program = startProgram(given.program, [given.kind, given.faulty, copy, `w${next++}`]);
    running.set(program, hear(program, history));
    return program;
  };
  given.storm();
  const writers = Array.from({ length: given.writers }, (_, n) => begin(n % 4));
  const until = performance.now() + given.length;
  while (performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    for (const [n, writer] of writers.entries()) {
      if (Math.random() >= given.kills) continue;
      await writer.kill();
      killed += 1;
      writers[n] = begin(n % 4);
    }
  }
  given.calm();
  for (const writer of writers) writer.tell('end');
  await Promise.all(running.values());
  const faults = history.filter((line) => typeof line === 'object' && line !== null && 'fault' in line);
  const operations = operationsOf(history);
  const violations = violationsIn(operations, await finalOf(given));
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

async function prepare({ kind, opener, location }: Round): Promise<void> {
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

async function finalOf({ opener, location }: Round): Promise<Final> {
  const backend = new EncryptedBackend(await opener.open(location), testKey());
  await backend.initialize();
  const final = new Map<string, (string | undefined)[]>();
  for (const one of paths) {
    const { newest = 0 } = (await backend.loadInfo(one)) ?? {};
    const values: (string | undefined)[] = [];
    for (let version = 1; version <= newest; version++)
      values.push((await backend.loadSecret(one, version))?.fields[0]?.value);
    final.set(one, values);
  }
  if ((await backend.verify()).damaged.length > 0) final.set('damaged', [undefined]);
  await backend.close();
  return final;
}
