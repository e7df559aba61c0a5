// What the app starts with. The program prints sheets for the command line when it is asked to,
// else it opens its window.
import { app } from 'electron';
import { hardened } from './harden.ts';
import { foreignSwitch, printSheets } from './launch.ts';
import { isUsable, makeshift } from './own-folder.ts';
import { homeless } from './runtime.ts';

if (app.isPackaged) hardened(process.env);
if (app.isPackaged && process.argv[1] === printSheets) await printer();
else {
  settle();
  await import('../index.ts');
}

// Nobody sees a dialog of a program that the command line starts.
async function printer(): Promise<void> {
  const foreign = foreignSwitch(process.argv);
  if (foreign === undefined) await import('./sheet-printer.ts');
  else {
    const { words } = await import('../../shared/words/en/app.ts');
    process.stderr.write(`${words.refused.option(foreign)}\n`);
    app.exit(1);
  }
}

// Chromium does not start where it can write nothing, and says nothing of it.
function settle(): void {
  if (hasHome()) return;
  const folder = makeshift(process.env);
  if (folder === undefined) return;
  app.setPath('userData', folder);
  app.setPath('sessionData', folder);
  app.setAppLogsPath(`${folder}/logs`);
  homeless.add('remembers-nothing');
}

// Electron makes the folder itself, and throws where it may not, as below a folder of somebody
// else.
function hasHome(): boolean {
  try {
    return isUsable(app.getPath('userData'));
  } catch {
    return false;
  }
}
