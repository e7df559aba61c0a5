import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { MachineNotes, notesFile } from '../backups/notes.ts';
import { restoreInPlace } from '../backups/restore.ts';
import { failure, password } from '../backups/testing/fixture.ts';
import { type Fixture, fixtureForTest } from './backups/testing/fixture.ts';
import { machineMemory } from './memory.ts';

let fixture: Fixture;
let state: string;
beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'memory-'));
  fixture = await fixtureForTest({ memory: machineMemory({ XDG_STATE_HOME: state }, 'linux') });
  await fixture.session.vault.secrets.put('one', password('1'));
  await fixture.scheduler.add(fixture.place);
});
afterEach(async () => {
  await fixture.remove();
  rmSync(state, { recursive: true });
});

const notes = () => new MachineNotes(notesFile({ XDG_STATE_HOME: state }, 'linux'));

it('what a person restored in place opens without a question, once; the same file behind their back does not', async () => {
  const [made] = await fixture.scheduler.run(undefined);
  const backup = made?.file ?? '';
  await fixture.session.vault.secrets.put('two', password('2'));
  fixture.session.noteWrite();
  await fixture.session.lock('asked');
  await restoreInPlace(fileAt(backup), fileAt(fixture.file), {
    now: () => fixture.clock.now,
    notes: notes(),
  });
  await fixture.session.unlock('one');
  const { secrets } = fixture.session.vault;
  expect((await secrets.list('')).map(({ path }) => path)).toEqual(['one']);
  await secrets.put('three', password('3'));
  await secrets.put('four', password('4'));
  fixture.session.noteWrite();
  await fixture.session.lock('asked');
  await fixture.session.unlock('one');
  await fixture.session.lock('asked');
  const elsewhere = new MachineNotes(undefined);
  await restoreInPlace(fileAt(backup), fileAt(fixture.file), {
    now: () => fixture.clock.now,
    notes: elsewhere,
  });
  expect(await failure(fixture.session.unlock('one'))).toMatchObject({ code: 'older-copy' });
});
