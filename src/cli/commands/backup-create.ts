import { resolve } from 'node:path';
import { isFileAt, placeAt } from '../../main/backend/location.ts';
import { backUp, copyWithoutKeys } from '../../main/backups/anywhere.ts';
import type { BackupReport } from '../../main/backups/backup.ts';
import { parsePlace } from '../../shared/place.ts';
import { command, type Session } from '../command.ts';
import { isFileNamed, vaultFile, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { notesOf } from '../notes.ts';
import { printFacts, printJson, say } from '../print.ts';
import { progressOn } from '../progress.ts';
import { throughApp } from '../reach.ts';

export const create = command({
  name: 'backup create',
  args: 'DEST',
  count: [1, 1],
  options: { locked: {} },
  run: async (call) => {
    const [place = ''] = call.args;
    const isFile = isFileAt(parsePlace(place));
    if (isFile && !isFileNamed(call) && call.options.locked !== true) {
      const there = resolve(place);
      await printBackup(call, await throughApp(call, (ask) => ask('backup.create', { place: there })));
      return undefined;
    }
    const source = placeAt(vaultFile(call, isFile ? 'backup-locked' : 'backup-place'));
    const { signal } = call.io;
    const common = await texts('common');
    const progress = progressOn(call, common.objects, common);
    const shared = { now: Date.now, notes: notesOf(call), makeFolder: true, progress: progress.show, signal };
    const work =
      call.options.locked === true
        ? copyWithoutKeys(source, place, shared)
        : withVault(call, (vault) => backUp(vault, place, { ...shared, source }));
    await printBackup(call, await work.finally(progress.clear));
    return undefined;
  },
});

async function printBackup(call: Session, report: BackupReport): Promise<void> {
  if (call.global.json) return printJson(call, report);
  const { file, revision, copied, bytes, authenticated, proven, unchanged, kept } = report;
  const text = await texts('backups');
  const { from: _, ...labels } = text.created;
  await printFacts(call, labels, [
    ['file', file],
    ['revision', revision],
    ['copied', text.copied(copied, bytes)],
    ['authenticated', text.objects(authenticated)],
    ['proven', text.proven(proven)],
  ]);
  if (kept !== undefined) await say(call, text.keptStrange(kept));
  if (unchanged) await say(call, authenticated > 0 ? text.nothingNew : text.nothingNewLocked);
  else if (proven === 'structure') await say(call, text.comparedOnly);
}
