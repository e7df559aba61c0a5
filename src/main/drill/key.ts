import type { DrillKey } from '../../shared/drill.ts';
import { type Failure, fail } from '../../shared/failure.ts';
import type { Gathering } from '../recovery/gathering.ts';
import type { Credentials } from '../vault/slots.ts';

/** Sheets that open a backup: which ones of which set, and their words. */
export interface GivenSheets {
  readonly set: string;
  readonly sheets: readonly number[];
  readonly words: readonly string[];
}

/** Those of a collection that is enough, without the ones that do not fit. Refuses as its `fault` says. */
export function sheetsOf(gathering: Gathering): GivenSheets {
  const fault: Failure | undefined = gathering.fault();
  if (fault !== undefined) fail(fault);
  const { set, taken, suspects } = gathering.state();
  const words = gathering.sheets().map((each) => each.join(' '));
  const fitting = taken
    .map((sheet, i) => ({ sheet, words: words[i] ?? '' }))
    .filter(({ sheet }) => !suspects.includes(sheet));
  return {
    set: set?.set ?? '',
    sheets: fitting.map(({ sheet }) => sheet),
    words: fitting.map((one) => one.words),
  };
}

/** What a passphrase and its key file are to the rescue page. */
export function keyOf(credentials: Credentials): DrillKey {
  if (typeof credentials === 'string') return { passphrase: credentials };
  const { passphrase, keyFile } = credentials;
  return { passphrase, ...(keyFile && { keyFile: Buffer.from(keyFile).toString('hex') }) };
}
