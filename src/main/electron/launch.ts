import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** First argument of a start that prints sheets and ends. */
export const printSheets = '--print-sheets';

/**
 * The file named on a command line, if any: the last argument that is no switch. In a checkout the app's own folder is
 * such an argument too, so there only what ends like a vault counts.
 */
export function vaultFileIn(
  argv: readonly string[],
  workingFolder: string,
  isPackaged: boolean,
): string | undefined {
  const named = argv
    .slice(1)
    .findLast(
      (argument) =>
        argument !== '' && !argument.startsWith('-') && (isPackaged || /\.holdfast$/i.test(argument)),
    );
  if (named === undefined) return undefined;
  // An address that is no path here is kept as it is: nothing lies there, and the window says so.
  return isAddress.test(named) ? (pathOf(named) ?? named) : resolve(workingFolder, named);
}

const isAddress = /^[a-z][a-z\d+.-]+:\/\//i;

/** What a second start tells the first. In plain letters: Electron 33 loses every other text outside Latin-1 on this way. */
export function telling(file: string | undefined): { file?: string } {
  return file === undefined ? {} : { file: Buffer.from(file).toString('base64') };
}

/** The file that a second start told of; `undefined` when it named none. */
export function fileTold(data: unknown): string | undefined {
  const told = typeof data === 'object' && data !== null && 'file' in data ? data.file : undefined;
  if (typeof told !== 'string') return undefined;
  const file = Buffer.from(told, 'base64').toString();
  return file !== '' && file.length <= 4_096 ? file : undefined;
}

// Of a screen, a language or a folder for tests. Chromium has a thousand more, and many open the app to others: debuggers,
// extensions, programs put before its own, logs of what it does.
const known = new Set([
  'disable-gpu',
  'force-color-profile',
  'force-device-scale-factor',
  'lang',
  // The window says so in a banner that stays.
  'no-sandbox',
  'ozone-platform',
  'ozone-platform-hint',
  'password-store',
  printSheets.slice(2),
  'user-data-dir',
]);

/** The first switch on a command line that a package does not take; `undefined` when there is none. */
export function foreignSwitch(argv: readonly string[]): string | undefined {
  return argv
    .slice(1)
    .map((argument) => /^--?[^=]*/.exec(argument)?.[0])
    .find((name) => name !== undefined && !known.has(name.replace(/^--?/, '')));
}

// Of another kind, or with a host of its own, as in file://server/share, is nothing that can be opened here.
function pathOf(address: string): string | undefined {
  try {
    const path = fileURLToPath(address);
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}
