// Makes a vault in memory and does all there is to do with it; between the two marks it must touch
// no file.
import { openSync } from 'node:fs';
import { initializeBackend } from '../initialize.ts';
import { operations, prepare } from './fault-operations.ts';
import { readAll, testKey } from './harness.ts';
import { fillSmallVault } from './small-vault.ts';

function mark(name: string): void {
  try {
    openSync(`/mark-${name}`, 'r');
  } catch {
    // There is no such file: the trace shows the attempt.
  }
}

async function exercise(type: string): Promise<void> {
  const { backend } = await initializeBackend({ kind: type, location: process.argv[2] ?? '' }, testKey());
  await prepare(backend);
  await fillSmallVault(backend);
  for (const operate of Object.values(operations)) await operate(backend);
  await backend.verify();
  if ((await readAll(backend)).secrets.length < 50) throw new Error('nothing was stored');
  await backend.close();
}

// Once unseen, so that Node has loaded all it loads late; its thread pool and clock are warm.
await exercise('memory');
mark('begin');
await exercise('memory');
await exercise('no-such-store');
mark('end');
