import { absolutePlace } from '../../main/backend/location.ts';
import { rescuePage } from '../../main/backups/rescue-page.ts';
import { drill as drillWith } from '../../main/drill/drill.ts';
import { type GivenSheets, keyOf, sheetsOf } from '../../main/drill/key.ts';
import { type Found, namedBackup, newestBackup } from '../../main/drill/newest.ts';
import { readHere } from '../../main/drill/read-here.ts';
import { gatherForLocked } from '../../main/vault/restore.ts';
import type { Credentials } from '../../main/vault/slots.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { fail } from '../../shared/failure.ts';
import { type Call, command, type Session } from '../command.ts';
import { isFileNamed, withVault } from '../connect.ts';
import { printDrill } from '../drill-report.ts';
import { texts } from '../language.ts';
import { notesOf } from '../notes.ts';
import { progressOn } from '../progress.ts';
import { throughApp } from '../reach.ts';
import { giveSheets } from '../sheets.ts';
import { misuse } from '../usage.ts';

const options = { sheets: {}, backup: { value: 'PLACE' } } as const;

export const drill = command({
  name: 'rescue drill',
  args: '[SHEET...]',
  count: [0, 64],
  options,
  run: async (call) => {
    const { sheets, backup } = call.options;
    if (sheets !== call.args.length > 0) misuse((say) => say.drillSheets);
    if (isFileNamed(call))
      return withVault(call, (vault, credentials) => drillHere(call, vault, credentials));
    if (!sheets || backup !== undefined) fail({ code: 'needs-file', what: 'drill' });
    const given: string[] = [];
    await giveSheets(call, { give: async (text) => given.push(text) }, call.args);
    return throughApp(call, async (ask) => printDrill(call, await ask('recovery.drill', { sheets: given })));
  },
});

async function drillHere(
  call: Call<typeof options>,
  vault: Vault,
  credentials: Credentials,
): Promise<number | undefined> {
  const found = await backupOf(call, vault, call.options.backup);
  const given = call.options.sheets ? await sheetsFor(call, found) : undefined;
  const common = await texts('common');
  const line = progressOn(call, common.percentRead, common);
  const report = await drillWith(vault, found, given ? { sheets: given.words } : keyOf(credentials), {
    ...{ read: readHere, now: Date.now, page: rescuePage()?.hash, signal: call.io.signal },
    progress: (part) => line.show(Math.round(100 * part), 100),
  }).finally(line.clear);
  if (report.ok && !vault.readOnly) await vault.recovery.recordDrill(given);
  return printDrill(call, report);
}

function backupOf(call: Session, vault: Vault, named: string | undefined): Promise<Found> {
  const notes = notesOf(call);
  const wanted = { vault: vault.id, copies: vault.copies, notes };
  const { signal } = call.io;
  return named === undefined
    ? newestBackup(notes.foldersOf(vault.id), wanted, signal)
    : namedBackup(named, wanted, signal);
}

/** Those that were named, against the header of the backup. */
async function sheetsFor(call: Call<typeof options>, { place }: Found): Promise<GivenSheets> {
  const gathering = await gatherForLocked({ ...absolutePlace(place), readOnly: true }, 'drill');
  try {
    await giveSheets(call, gathering, call.args);
    return sheetsOf(gathering);
  } finally {
    gathering.forget();
  }
}
