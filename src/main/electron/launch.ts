import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Failure, failureOf } from '../../shared/failure.ts';
import { parseFailure } from '../../shared/failure-schema.ts';
import { fileAt, isService, type Place, parsePlace, printPlace, serviceKinds } from '../../shared/place.ts';

/** First argument of a start that prints sheets and ends. */
export const printSheets = '--print-sheets';

type PlaceRefusal = Extract<Failure, { code: 'bad-input'; what: 'place' }>;

/** Argument of a start that shows the small window that searches: for keys of one's own desktop. */
export const quick = '--quick';

/** What a start names: a vault's place, or why what it names is none. */
export type Named = { readonly place: Place } | { readonly failure: PlaceRefusal };

/**
 * The vault named on a command line, if any: the last argument that is no switch. In a checkout the
 * app's own folder is such an argument too, so there only what ends like a vault, or is said to be
 * a folder, counts.
 */
export function vaultIn(
  argv: readonly string[],
  workingFolder: string,
  isPackaged: boolean,
): Named | undefined {
  const named = argv
    .slice(1)
    .findLast(
      (argument) =>
        argument !== '' && !argument.startsWith('-') && (isPackaged || looksLikeVault.test(argument)),
    );
  return named === undefined ? undefined : namedBy(pathOf(named) ?? named, workingFolder);
}

const looksLikeVault = new RegExp(
  `\\.holdfast$|^folder:|^(?:${serviceKinds.join('|')})(?:\\+https?)?://`,
  'i',
);

function namedBy(text: string, workingFolder: string): Named {
  try {
    const { kind, location } = parsePlace(text);
    if (isService(kind)) return { place: { kind, location } };
    return { place: { kind, location: resolve(workingFolder, location) } };
  } catch (error) {
    const failure = failureOf(error) as PlaceRefusal;
    // An address of another kind is kept as it is: nothing lies there, and the window says so.
    return failure.reason === 'unknown-kind' ? { place: fileAt(text) } : { failure };
  }
}

/**
 * What a second start tells the first. In plain letters: Electron 33 loses every other text outside
 * Latin-1 on this way.
 */
export function telling(named: Named | undefined, argv: readonly string[] = []): Told {
  const how = argv.includes(quick) ? { quick: true } : {};
  if (named === undefined) return how;
  if ('failure' in named) return { refused: named.failure.reason, ...how };
  return { file: Buffer.from(printPlace(named.place)).toString('base64'), ...how };
}

interface Told {
  readonly file?: string;
  readonly refused?: string;
  readonly quick?: boolean;
}

/** Whether a second start asked for the search. */
export function asksForSearch(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'quick' in data && data.quick === true;
}

/** What a second start told of; `undefined` when it named no vault. */
export function toldBy(data: unknown): Named | undefined {
  if (typeof data !== 'object' || data === null) return undefined;
  if ('refused' in data) {
    const failure = parseFailure({ code: 'bad-input', what: 'place', reason: data.refused });
    return failure === undefined ? undefined : { failure: failure as PlaceRefusal };
  }
  if (!('file' in data) || typeof data.file !== 'string') return undefined;
  const text = Buffer.from(data.file, 'base64').toString();
  return text !== '' && text.length <= 4_096 ? namedBy(text, '/') : undefined;
}

// Of a screen, a language or a folder for tests. Chromium has a thousand more, and many open the
// app to others: debuggers, extensions, programs put before its own, logs of what it does.
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
  quick.slice(2),
  'user-data-dir',
]);

/**
 * The first switch on a command line that a package does not take; `undefined` when there is none.
 */
export function foreignSwitch(argv: readonly string[]): string | undefined {
  return argv
    .slice(1)
    .map((argument) => /^--?[^=]*/.exec(argument)?.[0])
    .find((name) => name !== undefined && !known.has(name.replace(/^--?/, '')));
}

// Of another kind, or with a host of its own, as in file://server/share, is nothing that can be
// opened here.
function pathOf(address: string): string | undefined {
  if (!/^file:\/\//i.test(address)) return undefined;
  try {
    const path = fileURLToPath(address);
    return path.includes('\0') ? undefined : path;
  } catch {
    return undefined;
  }
}
