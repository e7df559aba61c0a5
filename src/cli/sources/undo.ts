import type { UndoneImport } from '../../shared/import-undo.ts';
import type { Session } from '../command.ts';
import { isFileNamed, withVault } from '../connect.ts';
import { texts } from '../language.ts';
import { nameFor, printFacts, printJson, say } from '../print.ts';
import { throughApp } from '../reach.ts';

/** Takes the last import of the vault back; `dry`: tells what that would do. */
export async function undoImport(call: Session, dry: boolean): Promise<undefined> {
  const undone: UndoneImport = isFileNamed(call)
    ? await withVault(call, (vault) => vault.imports.undo({ dry }))
    : await throughApp(call, (ask) => ask('import.undo', { dry }));
  const { at, files, secrets, stays } = undone;
  const text = await texts('secrets');
  const shown = nameFor(call);
  for (const path of stays) await say(call, text.importStays(shown(path)));
  if (dry) await say(call, text.dryRun);
  if (call.global.json) await printJson(call, { dryRun: dry, ...undone });
  else
    await printFacts(call, text.importUndone, [
      ['imported', new Date(at).toISOString()],
      ...files.map((file) => ['file', shown(file)] as const),
      ['takenBack', secrets],
      ['stays', stays.length],
    ]);
  return undefined;
}
