import type { PersonFault } from './failure-reasons.ts';

export const peopleLimits = {
  /** Characters of a name. */
  name: 64,
  /** Passphrases of one vault: each that is wrong costs a derivation. */
  people: 8,
  /** Invitations that wait for an answer. */
  invitations: 32,
  /** Characters of an invitation or an answer, as text. */
  code: 16_384,
  /** Words that two people compare. */
  words: 6,
} as const;

/** What the person without a name is called, here and in the audit. */
export const unnamed = 'owner';

/** A person who opens the vault with a passphrase of their own. */
export interface Person {
  /** Their key slot. */
  readonly id: string;
  /** `owner` for who was never given a name. */
  readonly name: string;
  /** Milliseconds, here and below. */
  readonly added: number;
  /** Who added them; missing: the vault was made with their passphrase, or that is not known. */
  readonly by?: string;
  /** When they last opened it, as far as a commit of theirs has told, and on which device. */
  readonly opened?: number;
  readonly device?: string;
  readonly keyFile: boolean;
  /** The one whose passphrase opened the vault this time. */
  readonly you: boolean;
}

/** Somebody who was invited and is not confirmed. */
export interface Invited {
  readonly name: string;
  readonly invited: number;
  readonly by: string;
}

export interface PeopleList {
  readonly people: readonly Person[];
  readonly invited: readonly Invited[];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
/** Characters that nobody sees, or that turn text around: two names would look alike. */
const hidden = /[\p{Cf}\p{Co}\p{Cn}\u115f\u1160\u3164\uffa0]/u;

/** Why a text is no person's name, or `undefined` when it is one. Expects `normalName`. */
export function nameFault(name: string): PersonFault | undefined {
  if (name === '') return 'name-empty';
  if (name.length > peopleLimits.name) return 'name-long';
  if (!name.isWellFormed() || control.test(name) || hidden.test(name)) return 'name-characters';
  return /^owner(?:-\d+)?$/i.test(name) ? 'name-reserved' : undefined;
}

/** The one spelling in which a name is kept: NFC, without white space around it. */
export function normalName(name: string): string {
  return name.slice(0, 100_000).normalize('NFC').trim();
}

/** Whether two names are one for people. */
export function isSameName(one: string, other: string): boolean {
  return normalName(one).toLowerCase() === normalName(other).toLowerCase();
}
