import { absolutePlace } from '../../main/backend/location.ts';
import { backupAt } from '../../main/backups/latest.ts';
import { checkStructure } from '../../main/backups/locked.ts';
import { type Place, parsePlace, printPlace } from '../../shared/place.ts';
import { tellLatest } from '../backup-folder.ts';
import { command, type Session } from '../command.ts';
import { openFile } from '../connect.ts';
import { exit } from '../exit.ts';
import { notesOf } from '../notes.ts';
import { printJson, printLines, say } from '../print.ts';
import { progressOn } from '../progress.ts';
import { printVerified } from '../verified.ts';

export const verify = command({
  name: 'backup verify',
  args: 'FILE',
  count: [1, 1],
  about:
    'Reads and authenticates every object of a backup with its passphrase, and names what is damaged (exit 7). FILE may be\n' +
    'a folder of backups: then its newest that this machine made or proved; where there is none, the one that says it is\n' +
    'newest. --locked needs no passphrase, and checks structure and hashes alone.',
  options: { locked: { help: 'without the passphrase: what can be checked without keys' } },
  examples: [
    'holdfast backup verify backups/my-2026-05-03-140533-r12.holdfast',
    'holdfast backup verify backups --passphrase-file p --json',
  ],
  run: async (call) => {
    const [named = ''] = call.args;
    const found = await backupAt(parsePlace(named), {
      notes: notesOf(call),
      changed: true,
      signal: call.io.signal,
    });
    await tellLatest(call, found);
    const { place } = found;
    const file = printPlace(place);
    if (call.options.locked === true) return checkLocked(call, place);
    const vault = await openFile(call, { ...absolutePlace(place), readOnly: true });
    try {
      const progress = progressOn(call, 'objects');
      const { signal } = call.io;
      const report = await vault.verify({ progress: progress.show, signal }).finally(progress.clear);
      return await printVerified(call, report, { file });
    } finally {
      await vault.lock();
    }
  },
});

async function checkLocked(call: Session, place: Place): Promise<number> {
  const progress = progressOn(call, 'objects');
  const { signal } = call.io;
  const file = printPlace(place);
  const found = await checkStructure(place, { progress: progress.show, signal }).finally(progress.clear);
  const ok = found.sound && found.damaged.length === 0;
  if (call.global.json) await printJson(call, { ok, file, proven: 'structure', ...found });
  else {
    await printLines(call, [
      `file:      ${file}`,
      `revision:  ${found.revision}`,
      `objects:   ${found.objects}`,
      `bytes:     ${found.bytes}`,
      `damaged:   ${found.damaged.length + (found.sound ? 0 : 1)}`,
    ]);
    if (!found.sound) await call.io.stderr.write("holdfast: damaged: the file's own structure\n");
    for (const id of found.damaged) await call.io.stderr.write(`holdfast: damaged: object ${id}\n`);
    await say(call, 'Checked without keys: structure and hashes. Only the passphrase can tell more.');
  }
  return ok ? exit.done : exit.damaged;
}
