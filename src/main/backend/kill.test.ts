import { copyFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Backend } from './backend.ts';
import { known, knownNaively } from './testing/knowledge.ts';
import { NaiveVault } from './testing/naive.ts';
import { bundleProgram, type Program, remainingLines, startProgram } from './testing/processes.ts';
import { makeFile, openFile, scratchFolder } from './testing/vaults.ts';
import { changesOf, timeOf } from './testing/workload.ts';

const rounds = process.env['HOLDFAST_LONG'] === '1' ? 1_000 : 40;
/** Writers started ahead, for a process takes longer to start than to kill. */
const ahead = 3;

let folder: string;
let location: string;
let elsewhere: string;
let program: string;
const waiting: Program[] = [];
beforeEach(async () => {
  program = await bundleProgram('killed-program');
  folder = scratchFolder({ fast: true });
  elsewhere = scratchFolder({ fast: true });
  location = path.join(folder, 'killed.holdfast');
});
afterEach(async () => {
  await Promise.all(waiting.map((program) => program.kill()));
  for (const scratch of [folder, elsewhere, path.dirname(program)]) rmSync(scratch, { recursive: true });
});

/**
 * Lets a writer write from step `first` on and kills it some time after one of its reports; what it
 * reported.
 */
async function writeAndKill(first: number): Promise<{ acknowledged: number; started: number }> {
  while (waiting.length <= ahead) waiting.push(startProgram(program, [location]));
  const writer = waiting.shift() ?? expect.unreachable();
  expect(await writer.line()).toBe('ready');
  writer.tell(String(first));
  const reports: string[] = [];
  for (let wanted = 1 + Math.floor(Math.random() * 12); wanted > 0; wanted--) {
    reports.push(
      (await writer.line()) ?? (await writer.done().then(() => expect.unreachable('ended by itself'))),
    );
  }
  const until = performance.now() + Math.random() * 4;
  while (performance.now() < until);
  await writer.kill();
  reports.push(...(await remainingLines(writer)));
  const last = (word: string) =>
    Number(reports.findLast((line) => line.startsWith(word))?.split(' ')[1] ?? first - 1);
  return { acknowledged: last('done'), started: last('start') };
}

function apply(naive: NaiveVault, from: number, to: number): void {
  for (let n = from; n <= to; n++) naive.transaction(changesOf(n), timeOf(n));
}

async function settled(backend: Backend): Promise<number> {
  return Number((await backend.loadSetting('theme')) ?? 0);
}

it(`26: what was acknowledged outlives kill -9, what was not is there whole or not at all (${rounds} rounds)`, async () => {
  await makeFile(location, () => timeOf(0));
  const naive = new NaiveVault();
  let last = 0;
  const seen = { inFlight: 0, kept: 0, journals: 0 };
  for (let round = 0; round < rounds; round++) {
    const { acknowledged, started } = await writeAndKill(last + 1);
    if (readdirSync(folder).length > 1) seen.journals += 1;
    const backend = await openFile(location, () => timeOf(started));
    const found = await settled(backend);
    if (started > acknowledged) seen.inFlight += 1;
    if (found > acknowledged) seen.kept += 1;
    expect([acknowledged, started], `round ${round}: nothing acknowledged is lost`).toContain(found);
    apply(naive, last + 1, found);
    expect(await known(backend), `round ${round}, step ${found}`).toEqual(
      knownNaively(naive, timeOf(started)),
    );
    expect((await backend.verify()).damaged).toEqual([]);
    await backend.close();
    last = found;
    if (readdirSync(folder).length === 1) continue;
    // A journal that had not begun to count stays until the next write; the file without it is the
    // whole vault.
    const copy = path.join(elsewhere, 'copy.holdfast');
    copyFileSync(location, copy);
    const alone = await openFile(copy, () => timeOf(started));
    expect(await known(alone)).toEqual(knownNaively(naive, timeOf(started)));
    await alone.close();
  }
  // The kills must have met writes under way, or they have shown nothing.
  expect(seen.inFlight).toBeGreaterThan(rounds / 4);
  console.log(`kill -9: ${rounds} rounds, ${last} commits, ${JSON.stringify(seen)}`);
}, 600_000);
