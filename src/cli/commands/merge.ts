import { placeAt } from '../../main/backend/location.ts';
import type { MergeReport } from '../../main/repair/merge.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { failureOf } from '../../shared/failure.ts';
import { type Place, printPlace } from '../../shared/place.ts';
import { command, type Session } from '../command.ts';
import { isFileNamed, openFile, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { complain, nameFor, printFacts, printJson, say } from '../print.ts';
import { throughApp } from '../reach.ts';

export const merge = command({
  name: 'merge',
  args: 'FILE',
  count: [1, 1],
  options: { 'dry-run': {} },
  run: async (call) => {
    const [file = ''] = call.args;
    const dry = call.options['dry-run'];
    const report = isFileNamed(call)
      ? await withVault(call, (vault) => mergeFile(call, vault, placeAt(file), dry))
      : await throughApp(call, (ask) => ask('vault.merge', { file: printPlace(placeAt(file)), dry }));
    const shown = nameFor(call);
    const text = await texts('vaults');
    if (call.global.json) await printJson(call, { dryRun: dry, ...report });
    else
      await printFacts(call, text.merged, [
        ...report.added.map((path) => ['added', shown(path)] as const),
        ...report.changed.map((path) => ['changed', shown(path)] as const),
        ...(report.keys ?? []).map((name) => ['key', shown(name)] as const),
        ['versions', report.versions],
      ]);
    for (const { path, version } of report.unreadable) await complain(call, text.unreadable(path, version));
    for (const path of report.leftOut ?? []) await complain(call, text.leftOut(path));
    for (const name of report.policies) await say(call, text.otherPolicy(name));
    return undefined;
  },
});

async function mergeFile(call: Session, vault: Vault, place: Place, dry: boolean): Promise<MergeReport> {
  const { mergeVault } = await import('../../main/repair/merge.ts');
  const other = await openCopy(call, vault, place);
  try {
    return await mergeVault(vault, other, { dry, signal: call.io.signal });
  } finally {
    await other.lock();
  }
}

// The two copies nearly always have one root key. After a rekey, the passphrase is what they may
// still share.
async function openCopy(call: Session, vault: Vault, place: Place): Promise<Vault> {
  const { siblingAt } = await import('../../main/repair/merge.ts');
  try {
    return await siblingAt(vault, place);
  } catch (error) {
    const code = failureOf(error)?.code;
    if (code !== 'wrong-key' && code !== 'damaged') throw error;
    return openFile(call, { ...place, readOnly: true });
  }
}
