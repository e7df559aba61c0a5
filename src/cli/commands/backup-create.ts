import { resolve } from 'node:path';
import { placeAt } from '../../main/backend/location.ts';
import { type BackupReport, createBackup } from '../../main/backups/backup.ts';
import { copyLocked } from '../../main/backups/locked.ts';
import { command, type Session } from '../command.ts';
import { isFileNamed, vaultFile, withVault } from '../connect.ts';
import { notesOf } from '../notes.ts';
import { printJson, printLines, say } from '../print.ts';
import { progressOn } from '../progress.ts';
import { throughApp } from '../reach.ts';

export const create = command({
  name: 'backup create',
  args: 'DEST',
  count: [1, 1],
  about:
    'Makes a backup: a vault file like any other, which the same passphrase and sheets open. DEST is a folder, which gets\n' +
    'a file with date and revision in its name, or one file, which is replaced once the new one is whole. Only what is new\n' +
    'since the newest backup there is copied. It is then read back and every object authenticated before it gets its name.\n' +
    '--locked needs no passphrase: every object is copied and compared, but only the keys can tell that it was whole.',
  options: { locked: { help: 'without the passphrase: what can be proven without keys' } },
  examples: [
    'holdfast --vault my.holdfast backup create /media/disk/backups',
    'holdfast --vault my.holdfast backup create copy.holdfast',
    'holdfast --vault my.holdfast backup create backups --locked --json',
  ],
  run: async (call) => {
    const [place = ''] = call.args;
    if (!isFileNamed(call) && call.options.locked !== true) {
      const there = resolve(place);
      await printBackup(call, await throughApp(call, (ask) => ask('backup.create', { place: there })));
      return undefined;
    }
    const source = placeAt(vaultFile(call, 'backup-locked'));
    const { signal } = call.io;
    const progress = progressOn(call, 'objects');
    const common = { now: Date.now, notes: notesOf(call), makeFolder: true, progress: progress.show, signal };
    const work =
      call.options.locked === true
        ? copyLocked(source, place, common)
        : withVault(call, (vault) => createBackup(vault, place, { ...common, source }));
    await printBackup(call, await work.finally(progress.clear));
    return undefined;
  },
});

async function printBackup(call: Session, report: BackupReport): Promise<void> {
  if (call.global.json) return printJson(call, report);
  const { file, revision, copied, bytes, authenticated, proven, unchanged, kept } = report;
  await printLines(call, [
    `file:           ${file}`,
    `revision:       ${revision}`,
    `copied:         ${copied} objects, ${bytes} bytes`,
    `authenticated:  ${authenticated} objects`,
    `proven:         ${proven}`,
  ]);
  if (kept !== undefined)
    await say(call, `What had the name is not known to be ours, and is kept as ${kept}.`);
  if (unchanged)
    await say(
      call,
      authenticated > 0
        ? 'Nothing to copy: this revision is there already, and was proven again.'
        : 'Nothing to copy: this revision is there already, byte for byte the file that was proven.',
    );
  else if (proven === 'structure')
    await say(call, 'Every object is as it is in the vault. Only the passphrase can tell that it was whole.');
}
