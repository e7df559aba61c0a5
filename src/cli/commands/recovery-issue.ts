import { resolve } from 'node:path';
import { placeAt } from '../../main/backend/location.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import { placeName } from '../../shared/place.ts';
import {
  defaultSetSize,
  recoveryLimits,
  type SetSize,
  type SheetLines,
  sheetLines,
  shownSet,
  sizeFault,
} from '../../shared/recovery.ts';
import { type Call, command } from '../command.ts';
import { vaultFile, withVault } from '../connect.ts';
import { exit } from '../exit.ts';
import { texts } from '../language.ts';
import { keepKeys, sealAnew } from '../new-keys.ts';
import { pageFormat } from '../page-format.ts';
import { complain, printJson, printLines, say } from '../print.ts';
import { type SheetFile, SheetFolder, sheetFiles } from '../sheet-files.ts';
import { misuse, wholeNumber } from '../usage.ts';

const options = {
  shares: { value: 'N' },
  threshold: { value: 'T' },
  out: { value: 'DIR' },
  format: { value: 'html|pdf' },
  paper: { value: 'a4|letter' },
  holder: { value: 'NAME', many: true },
  owner: { value: 'TEXT' },
  backups: { value: 'TEXT' },
  program: { value: 'TEXT' },
  pending: {},
  ...keepKeys,
} as const;

export const issue = command({
  name: 'recovery issue',
  args: '--out DIR',
  count: [0, 0],
  options,
  run: (call) => issueSet(call).catch((error: unknown) => tellChromium(call, error)),
});

async function issueSet(call: Call<typeof options>): Promise<undefined> {
  vaultFile(call, 'recovery-issue');
  const size = sizeOf(call);
  const { format, paper } = pageFormat(call.options);
  const holders = holdersOf(call, size);
  const lines = linesOf(call);
  const folder = new SheetFolder(resolve(call.options.out ?? misuse((say) => say.outFolder)));
  await folder.refuseTaken(size.shares, format);
  await withVault(call, async (vault, credentials) => {
    const { shares, status } = await vault.recovery.issue({
      passphrase: credentials,
      ...size,
      holders,
      lines,
    });
    const pending = status.pending ?? fail({ code: 'internal', reference: 'issued-without-set' });
    const facts = {
      ...pending,
      lines: status.lines,
      vaultName: placeName(placeAt(vaultFile(call))),
      vault: vault.id,
    };
    try {
      const files = await sheetFiles(facts, shares, { format, paper }, call.io.signal);
      await folder.write(files);
      if (!call.options.pending) await prove(call, vault, folder, files);
    } catch (error) {
      // The set before, if any, still counts; of this one nothing is left. But a commit that was
      // not heard of may have taken place: the sheets of a set that counts, or may count, stay.
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
  await complain({ io }, (await texts('recovery')).noChromium);
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
  const text = await texts('recovery');
  await say(call, text.issued(shownSet(set)));
  if (!active) await say(call, text.issuedPending);
}

function sizeOf({ options: given }: Call<typeof options>): SetSize {
  const number = (name: 'shares' | 'threshold') => {
    const text = given[name];
    return text === undefined ? undefined : wholeNumber(name, text, 1, recoveryLimits.shares);
  };
  const shares = number('shares') ?? Math.max(defaultSetSize.shares, number('threshold') ?? 0);
  const threshold = number('threshold') ?? Math.min(defaultSetSize.threshold, shares);
  const fault = sizeFault({ shares, threshold });
  if (fault === 'copies') misuse((say) => say.copies);
  if (fault !== undefined) misuse((say) => say.threshold(threshold, shares));
  return { shares, threshold };
}

function holdersOf({ options: { holder } }: Call<typeof options>, { shares }: SetSize): readonly string[] {
  if (holder.length > shares) misuse((say) => say.holders(holder.length, shares));
  const long = holder.some((name) => name.length > recoveryLimits.holder);
  return long ? misuse((say) => say.holderLength(recoveryLimits.holder)) : holder;
}

/** What the sheets say beside; `undefined`: as those before. */
function linesOf(call: Call<typeof options>): SheetLines | undefined {
  const given = sheetLines.flatMap((name) => {
    const line = call.options[name]?.trim();
    return line === undefined ? [] : [[name, line] as const];
  });
  for (const [name, line] of given)
    if (line.length > recoveryLimits.line) misuse((say) => say.sheetLine(name, recoveryLimits.line));
  return given.length === 0 ? undefined : Object.fromEntries(given);
}
