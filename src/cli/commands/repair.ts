import { placeAt } from '../../main/backend/location.ts';
import type { Repaired, RepairOptions } from '../../main/repair/repair.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { failureOf } from '../../shared/failure.ts';
import { type Place, printPlace } from '../../shared/place.ts';
import { command, type Session } from '../command.ts';
import { openFile, vaultFile } from '../connect.ts';
import { exit } from '../exit.ts';
import { texts } from '../language.ts';
import { notesOf } from '../notes.ts';
import { complain, printFacts, printJson, say } from '../print.ts';
import { progressOn } from '../progress.ts';

export const repair = command({
  name: 'repair',
  args: 'DEST',
  count: [1, 1],
  options: {
    from: { value: 'BACKUP', many: true },
    'accept-loss': {},
  },
  run: async (call) => {
    const [to = ''] = call.args;
    const source = placeAt(vaultFile(call, 'repair'));
    const backups = call.options.from.map(placeAt);
    const common = await texts('common');
    const progress = progressOn(call, common.objects, common);
    const { signal } = call.io;
    const lossy = call.options['accept-loss'];
    const options = { source, backups, lossy, progress: progress.show, signal, notes: notesOf(call) };
    const done = await mend(call, to, options).finally(progress.clear);
    await print(call, to, done);
    return done.written ? undefined : exit.damaged;
  },
});

async function mend(call: Session, to: string, options: RepairOptions): Promise<Repaired> {
  const { repairFromBackup, repairVault } = await import('../../main/repair/repair.ts');
  const [base] = options.backups;
  const opened = await openOr(call, options.source, base);
  try {
    const work = opened.standsIn ? repairFromBackup : repairVault;
    return await work(opened.vault, placeAt(to), options);
  } finally {
    await opened.vault.lock();
  }
}

async function openOr(
  call: Session,
  source: Place,
  base: Place | undefined,
): Promise<{ vault: Vault; standsIn: boolean }> {
  try {
    return { vault: await openFile(call, source), standsIn: false };
  } catch (error) {
    const code = failureOf(error)?.code;
    if (base === undefined || (code !== 'damaged' && code !== 'not-a-vault')) throw error;
    await say(call, (await texts('vaults')).standsIn);
    return { vault: await openFile(call, { ...base, readOnly: true }), standsIn: true };
  }
}

async function print(call: Session, to: string, { lost, place: _, ...done }: Repaired): Promise<void> {
  const text = await texts('vaults');
  const unusable = done.unusable.map(printPlace);
  const file = done.written ? { file: to } : {};
  if (call.global.json) await printJson(call, { ok: done.written, ...done, ...file, unusable, lost });
  else if (done.written)
    await printFacts(call, text.repaired, [
      ['file', to],
      ['revision', done.revision],
      ['healed', text.objects(done.healed)],
    ]);
  const lines = [
    ...lost.versions.map(({ path, version, file: part }) =>
      part ? text.lostFile(path, version) : text.lostVersion(path, version),
    ),
    ...(lost.unnamed > 0 ? [text.lostUnnamed(lost.unnamed)] : []),
    ...lost.records.map((what) => text.lostRecord(what)),
    ...done.earlier.map((path) => text.earlier(path)),
    ...unusable.map((name) => text.unusable(name)),
  ];
  for (const line of lines) await complain(call, line);
  if (!done.written) await complain(call, text.nothingWritten);
}
