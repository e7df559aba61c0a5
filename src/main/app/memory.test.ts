import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { MachineNotes, notesFile } from '../backups/notes.ts';
import { restoreInPlace } from '../backups/restore.ts';
import { failure, password } from '../backups/testing/desk.ts';
import { type Bench, benchForTest } from './backups/testing/desk-bench.ts';
import { machineMemory } from './memory.ts';

let bench: Bench;
let state: string;
beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'memory-'));
  bench = await benchForTest({ memory: machineMemory({ XDG_STATE_HOME: state }, 'linux') });
  await bench.session.vault.secrets.put('one', password('1'));
  await bench.desk.add(bench.place);
});
afterEach(async () => {
  await bench.remove();
  rmSync(state, { recursive: true });
});

const notes = () => new MachineNotes(notesFile({ XDG_STATE_HOME: state }, 'linux'));

it('what a person restored in place opens without a question, once; the same file behind their back does not', async () => {
  const [made] = await bench.desk.run(undefined);
  const backup = made?.file ?? '';
  await bench.session.vault.secrets.put('two', password('2'));
  bench.session.noteWrite();
  await bench.session.lock('asked');
  await restoreInPlace(fileAt(backup), fileAt(bench.file), { now: () => bench.clock.now, notes: notes() });
  await bench.session.unlock('one');
  const { secrets } = bench.session.vault;
  expect((await secrets.list('')).map(({ path }) => path)).toEqual(['one']);
  await secrets.put('three', password('3'));
  await secrets.put('four', password('4'));
  bench.session.noteWrite();
  await bench.session.lock('asked');
  await bench.session.unlock('one');
  await bench.session.lock('asked');
  const elsewhere = new MachineNotes(undefined);
  await restoreInPlace(fileAt(backup), fileAt(bench.file), { now: () => bench.clock.now, notes: elsewhere });
  expect(await failure(bench.session.unlock('one'))).toMatchObject({ code: 'older-copy' });
});
