import { placeAt } from '../../main/backend/location.ts';
import type { Repaired, RepairOptions } from '../../main/repair/repair.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { failureOf } from '../../shared/failure.ts';
import { type Place, printPlace } from '../../shared/place.ts';
import { command, type Session } from '../command.ts';
import { openFile, vaultFile } from '../connect.ts';
import { exit } from '../exit.ts';
import { complain, printJson, printLines, say } from '../print.ts';
import { progressOn } from '../progress.ts';

export const repair = command({
  name: 'repair',
  args: 'DEST',
  count: [1, 1],
  about:
    'Makes a whole vault, DEST, of a damaged one: what the damaged file no longer has whole comes from backups of it. Where\n' +
    'everything is found, DEST is exactly the vault that was. What stays lost is named, and nothing is written (exit 7) unless\n' +
    '--accept-loss. The damaged file is never written. Where not even its manifest is whole, the first --from stands in for it.',
  options: {
    from: { value: 'BACKUP', many: true, help: 'a backup or another copy of the vault; may be damaged too' },
    'accept-loss': { help: 'write DEST also without what is lost' },
  },
  examples: [
    'holdfast --vault my.holdfast repair whole.holdfast --from backups/my-2026-05-03-140533-r12.holdfast',
    'holdfast --vault my.holdfast repair rest.holdfast --accept-loss',
  ],
  run: async (call) => {
    const [to = ''] = call.args;
    const source = placeAt(vaultFile(call, 'repair'));
    const backups = call.options.from.map(placeAt);
    const progress = progressOn(call, 'objects');
    const { signal } = call.io;
    const options = { source, backups, lossy: call.options['accept-loss'], progress: progress.show, signal };
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
    await say(call, 'The vault does not open at all: the first backup stands in for what it has lost.');
    return { vault: await openFile(call, { ...base, readOnly: true }), standsIn: true };
  }
}

async function print(call: Session, to: string, { lost, place: _, ...done }: Repaired): Promise<void> {
  const unusable = done.unusable.map(printPlace);
  const file = done.written ? { file: to } : {};
  if (call.global.json) await printJson(call, { ok: done.written, ...done, ...file, unusable, lost });
  else if (done.written)
    await printLines(call, [
      `file:      ${to}`,
      `revision:  ${done.revision}`,
      `healed:    ${done.healed} objects`,
    ]);
  const lines = [
    ...lost.versions.map(({ path, version, file }) =>
      file ? `lost: a file of "${path}" version ${version}` : `lost: "${path}" version ${version}`,
    ),
    ...(lost.unnamed > 0 ? [`lost: ${lost.unnamed} secrets with their names`] : []),
    ...lost.records.map((what) => `lost: ${what}`),
    ...done.earlier.map((path) => `found in an earlier state: "${path}"`),
    ...unusable.map((name) => `no use: ${name}`),
  ];
  for (const line of lines) await complain(call, line);
  if (!done.written)
    await call.io.stderr.write(
      'holdfast: Nothing was written. Name more backups with --from, or do without what is lost: --accept-loss.\n',
    );
}
