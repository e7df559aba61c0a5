import { placeAt } from '../../main/backend/location.ts';
import type { MergeReport } from '../../main/repair/merge.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { failureOf } from '../../shared/failure.ts';
import { type Place, printPlace } from '../../shared/place.ts';
import { command, type Session } from '../command.ts';
import { isFileNamed, openFile, withVault } from '../connect.ts';
import { complain, nameFor, printJson, printLines, say } from '../print.ts';
import { throughApp } from '../reach.ts';

export const merge = command({
  name: 'merge',
  args: 'FILE',
  count: [1, 1],
  about:
    'Takes up everything that another copy of the vault has and this one has not, such as the "conflicted copy" that a sync tool\n' +
    'left: for each secret the versions of both, in order of their times, in one commit. Nothing is dropped, and merging the same\n' +
    'copy again changes nothing. Policies, clients and key slots stay as they are here. FILE is only read.',
  options: { 'dry-run': { help: 'only tell what would be taken up' } },
  examples: [
    'holdfast --vault my.holdfast merge "my (conflicted copy 2026-05-03).holdfast"',
    'holdfast --vault my.holdfast merge my.sync-conflict-20260503-140533-ABCDEFG.holdfast --dry-run',
  ],
  run: async (call) => {
    const [file = ''] = call.args;
    const dry = call.options['dry-run'];
    const report = isFileNamed(call)
      ? await withVault(call, (vault) => mergeFile(call, vault, placeAt(file), dry))
      : await throughApp(call, (ask) => ask('vault.merge', { file: printPlace(placeAt(file)), dry }));
    const shown = nameFor(call);
    if (call.global.json) await printJson(call, { dryRun: dry, ...report });
    else
      await printLines(call, [
        ...report.added.map((path) => `added:    ${shown(path)}`),
        ...report.changed.map((path) => `changed:  ${shown(path)}`),
        ...(report.keys ?? []).map((name) => `key:      ${shown(name)}`),
        `versions: ${report.versions}`,
      ]);
    for (const { path, version } of report.unreadable)
      await complain(call, `not readable: "${path}" version ${version}`);
    for (const path of report.leftOut ?? [])
      await complain(
        call,
        `left out: "${path}", which was moved or destroyed here; merge with --vault FILE to bring it back`,
      );
    for (const name of report.policies)
      await say(call, `The policy "${name}" differs in the copy and stays as it is here.`);
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

// As good as always both copies have one root key; after a rekey the passphrase is what they may still share.
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
