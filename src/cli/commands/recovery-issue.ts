import { basename, resolve } from 'node:path';
import type { Paper } from '../../main/recovery/sheet.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import { defaultSetSize, recoveryLimits, type SetSize, shownSet, sizeFault } from '../../shared/recovery.ts';
import { type Call, command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { exit } from '../exit.ts';
import { keepKeys, sealAnew } from '../new-keys.ts';
import { printJson, printLines, say } from '../print.ts';
import { type SheetFile, SheetFolder, sheetFiles } from '../sheet-files.ts';
import { misuse, wholeNumber } from '../usage.ts';

const options = {
  shares: { value: 'N', help: `sheets in the set, 1 to 16; otherwise ${defaultSetSize.shares}` },
  threshold: { value: 'T', help: `how many of them open the vault; otherwise ${defaultSetSize.threshold}` },
  out: { value: 'DIR', help: 'the folder that gets one file for each sheet, for your eyes only (mode 0600)' },
  format: { value: 'html|pdf', help: 'what they are; otherwise html, which any browser prints' },
  paper: { value: 'a4|letter', help: 'the size of the paper; otherwise a4' },
  holder: { value: 'NAME', many: true, help: 'who gets the next sheet, in order' },
  pending: {
    help: 'do not read the files back: the set counts once "recovery activate" was given every sheet',
  },
  ...keepKeys,
} as const;

export const issue = command({
  name: 'recovery issue',
  args: '--out DIR',
  count: [0, 0],
  about:
    'Makes a recovery set: N sheets of paper, any T of which open the vault without its passphrase. The files are read\n' +
    'back; only then the set counts, and one before opens nothing any more: the vault gets new keys (see "rekey"). Print the files, give the sheets to people and\n' +
    'places, and delete the files: whoever has T of them has the vault. Always with --vault: the app gives sheets to no program.',
  options,
  examples: [
    'holdfast --vault my.holdfast recovery issue --out sheets              # any 3 of 5',
    'holdfast --vault my.holdfast recovery issue --shares 3 --threshold 2 --out sheets --format pdf',
    'holdfast --vault my.holdfast recovery issue --out sheets --holder Ada --holder "the bank" --pending',
  ],
  run: (call) => issueSet(call).catch((error: unknown) => tellChromium(call, error)),
});

async function issueSet(call: Call<typeof options>): Promise<undefined> {
  vaultFile(call, 'recovery-issue');
  const size = sizeOf(call);
  const { format, paper } = formatOf(call);
  const holders = holdersOf(call, size);
  const folder = new SheetFolder(resolve(call.options.out ?? misuse('Name the folder: --out DIR.')));
  await folder.refuseTaken(size.shares, format);
  await withVault(call, async (vault, credentials) => {
    const { shares, status } = await vault.recovery.issue({ passphrase: credentials, ...size, holders });
    const pending = status.pending ?? fail({ code: 'internal', reference: 'issued-without-set' });
    const facts = { ...pending, vaultName: nameOf(vaultFile(call)), vault: vault.id };
    try {
      const files = await sheetFiles(facts, shares, { format, paper }, call.io.signal);
      await folder.write(files);
      if (!call.options.pending) await prove(call, vault, folder, files);
    } catch (error) {
      // The set before, if any, still counts; of this one nothing is left. But a commit that was not heard of may have taken place:
      // the sheets of a set that counts, or may count, stay.
      const after = await vault.recovery.abandon().catch(() => undefined);
      if (after !== undefined && after.active?.set !== pending.set) await folder.remove();
      throw error;
    }
    await tell(call, folder.paths, pending.set);
    await sealAnew(call, vault);
  });
  return undefined;
}

// What the vault and the disk say is told as ever; only this is about the machine.
async function tellChromium({ io }: Call<typeof options>, error: unknown): Promise<number> {
  const failure = failureOf(error);
  if (failure?.code !== 'store' || failure.reason !== 'no-chromium') throw error;
  await io.stderr.write(
    'holdfast: PDF is printed by the app, which is not here or does not start. Take --format html.\n',
  );
  return exit.store;
}

async function prove(
  call: Call<typeof options>,
  vault: Vault,
  folder: SheetFolder,
  files: readonly SheetFile[],
): Promise<void> {
  const { signal } = call.io;
  const gathering = await vault.recovery.gather('prove');
  try {
    for (const text of await folder.readBack(files, signal)) await gathering.give(text);
    const fault = gathering.fault();
    if (fault !== undefined) fail(fault);
    if (signal.aborted) fail({ code: 'cancelled' });
    await vault.recovery.markProven(gathering.state().taken);
    await vault.recovery.activate({ keepKeys: call.options['keep-keys'] });
  } finally {
    gathering.forget();
  }
}

async function tell(call: Call<typeof options>, paths: readonly string[], set: string): Promise<void> {
  const active = !call.options.pending;
  await (call.global.json ? printJson(call, { set, active, files: paths }) : printLines(call, paths));
  await say(call, `Set ${shownSet(set)}: print these files, give the sheets away, then delete the files.`);
  if (!active) await say(call, 'It opens nothing until "holdfast recovery activate" was given every sheet.');
}

function sizeOf({ options: given }: Call<typeof options>): SetSize {
  const number = (name: 'shares' | 'threshold') => {
    const text = given[name];
    return text === undefined ? undefined : wholeNumber(name, text, 1, recoveryLimits.shares);
  };
  const shares = number('shares') ?? Math.max(defaultSetSize.shares, number('threshold') ?? 0);
  const threshold = number('threshold') ?? Math.min(defaultSetSize.threshold, shares);
  const fault = sizeFault({ shares, threshold });
  if (fault === 'copies')
    misuse('With --threshold 1 every sheet opens the vault alone: then make one, --shares 1.');
  if (fault !== undefined)
    misuse(`--threshold ${threshold} is more than the ${shares} sheets that there are.`);
  return { shares, threshold };
}

function formatOf({ options: given }: Call<typeof options>): { format: 'html' | 'pdf'; paper: Paper } {
  const { format = 'html', paper = 'a4' } = given;
  if (format !== 'html' && format !== 'pdf') return misuse('--format takes html or pdf.');
  if (paper !== 'a4' && paper !== 'letter') return misuse('--paper takes a4 or letter.');
  return { format, paper };
}

function holdersOf({ options: { holder } }: Call<typeof options>, { shares }: SetSize): readonly string[] {
  if (holder.length > shares)
    misuse(`--holder is given ${holder.length} times, and there are ${shares} sheets.`);
  const long = holder.some((name) => name.length > recoveryLimits.holder);
  return long ? misuse(`--holder takes at most ${recoveryLimits.holder} characters.`) : holder;
}

function nameOf(file: string): string {
  return basename(file).replace(/\.holdfast$/i, '');
}
