import { type Otp, printOtp } from '../../../shared/otp.ts';
import { Draft } from '../draft.ts';
import type { Item, Reading } from '../entry.ts';
import type { Members } from '../json-tree.ts';
import { type OneTimeCode, otpauthOf } from '../otpauth.ts';

/** A code of an app for one-time codes, and what the app knows beside it. */
export interface AppCode extends OneTimeCode {
  readonly id: string;
  readonly title?: string;
  readonly folders?: readonly string[];
  readonly notes?: string;
  readonly tags?: readonly string[];
  readonly favourite?: boolean;
  readonly deleted?: boolean;
  /** Where the file has the whole address. */
  readonly uri?: string;
  /** What the file has beside it, hidden. */
  readonly more?: readonly (readonly [name: string, value: string])[];
  /** What nobody took of it. */
  readonly rest?: Members;
}

/** A code as another app hands it over. */
export function appCodeOf(otp: Otp): AppCode {
  const { issuer, account } = otp;
  return { id: `${issuer} ${account}`, secret: '', uri: printOtp(otp), issuer, account };
}

export function draftOfCode(code: AppCode): Draft {
  const { id, issuer = '', account = '', folders = [], title = issuer === '' ? account : issuer } = code;
  const draft = new Draft(id, folders, title);
  if (code.favourite) draft.about.favourite = true;
  if (code.deleted) draft.about.deleted = true;
  draft.tags.push(...(code.tags ?? []));
  draft
    .add('username', account)
    .code(code.uri ?? otpauthOf(code))
    .add('notes', code.notes ?? '', 'note');
  for (const [name, value] of code.more ?? []) draft.add(name, value, 'secret');
  return code.rest === undefined ? draft : draft.rest(code.rest);
}

/** The draft, which tells of a picture of the person's own where the entry had one. */
export function withIconTold(draft: Draft, hasIcon: boolean): Draft {
  return hasIcon ? draft.note({ reason: 'left-out', losses: ['own-icon'] }) : draft;
}

/** A reading over things that are in memory already. */
export function readingOf<T>(all: readonly T[], draftOf: (one: T) => Draft): Reading {
  let done = 0;
  const items = function* (): Generator<Item> {
    for (const one of all) {
      done += 1;
      yield* draftOf(one).items();
    }
  };
  return { items: items(), total: all.length, done: () => done };
}
