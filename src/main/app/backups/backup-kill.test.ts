import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  bundleProgram,
  type Program,
  remainingLines,
  startProgram,
} from '../../backend/testing/processes.ts';
import { makeFile, scratchFolder, vaultId } from '../../backend/testing/vaults.ts';
import { listBackups } from '../../backups/folder.ts';
import { MachineNotes } from '../../backups/notes.ts';
import { prune } from '../../backups/prune.ts';
import { names, openIn, prepare, time } from './testing/fault-flows.ts';

const rounds = process.env['HOLDFAST_LONG'] === '1' ? 1_000 : 20;

let folder: string;
let program: string;
let next: Program | undefined;
beforeEach(async () => {
  folder = scratchFolder({ fast: true });
  program = await bundleProgram(path.join(import.meta.dirname, 'testing/killed-program.ts'));
  await prepare(folder, (file) => makeFile(file, () => time));
});
afterEach(async () => {
  await next?.kill();
  for (const gone of [folder, path.dirname(program)]) fs.rmSync(gone, { recursive: true });
});

/**
 * Lets a program write and back up from step `first` on, and kills it some time after one of its
 * reports.
 */
async function killOne(first: number) {
  next ??= startProgram(program, [folder]);
  const running = next;
  // One started ahead, for a process takes longer to start than to kill.
  next = startProgram(program, [folder]);
  expect(await running.line()).toBe('ready');
  running.tell(String(first));
  const reports: string[] = [];
  for (let wanted = 1 + Math.floor(Math.random() * 9); wanted > 0; wanted--)
    reports.push((await running.line()) ?? (await running.done().then(() => expect.unreachable('ended'))));
  const until = performance.now() + Math.random() * 40;
  while (performance.now() < until);
  await running.kill();
  reports.push(...(await remainingLines(running)));
  const last = (word: string) =>
    Number(reports.findLast((line) => line.startsWith(word))?.split(' ')[1] ?? first - 1);
  return { acknowledged: last('done'), started: last('start'), backedUp: last('backup') };
}

async function counterIn(name: string): Promise<number> {
  const vault = await openIn(folder, name);
  try {
    expect((await vault.verify()).damaged, name).toEqual([]);
    const known = await vault.secrets.list('');
    if (!known.some(({ path: secret }) => secret === 'counter')) return 0;
    return Number((await vault.secrets.get('counter')).fields[0]?.value);
  } finally {
    await vault.lock();
  }
}

it(`kill -9 while a vault is written and backed up: the vault and every finished backup are whole (${rounds} rounds)`, async () => {
  let last = 0;
  const seen = { inBackup: 0, parts: 0, backups: 0 };
  for (let round = 0; round < rounds; round++) {
    const { acknowledged, started, backedUp } = await killOne(last + 1);
    if (acknowledged === started && backedUp < started) seen.inBackup += 1;
    const backups = fs.readdirSync(path.join(folder, names.backups));
    seen.parts += backups.filter((name) => name.startsWith('.')).length;
    const found = await counterIn(names.vault);
    expect([acknowledged, started], `round ${round}`).toContain(found);
    const whole = backups.filter((name) => name.endsWith('.holdfast') && !name.startsWith('.'));
    const counters = [await counterIn(names.copy)];
    for (const name of whole) counters.push(await counterIn(path.join(names.backups, name)));
    // Nothing that was told of as backed up is lost by the kill.
    if (backedUp > last) expect(Math.max(...counters), `round ${round}`).toBeGreaterThanOrEqual(backedUp);
    seen.backups += whole.length;
    last = found;
    for (const name of backups.filter((one) => one.startsWith('.')))
      fs.rmSync(path.join(folder, names.backups, name));
    const rule = { last: 3, daily: 0, weekly: 0, monthly: 0 };
    const vault = await openIn(folder);
    const witness = { notes: new MachineNotes(path.join(folder, 'notes.json')), copies: vault.copies };
    await prune(path.join(folder, names.backups), vaultId, rule, [], witness);
    await vault.lock();
    // Three that are known to be proven, and what was killed before it was noted.
    expect((await listBackups(path.join(folder, names.backups))).length).toBeLessThanOrEqual(6);
  }
  // The kills must have met backups under way, or they have shown nothing.
  expect(seen.inBackup).toBeGreaterThan(rounds / 10);
  console.log(`kill -9 in backups: ${rounds} rounds, ${last} commits, ${JSON.stringify(seen)}`);
}, 3_000_000);
