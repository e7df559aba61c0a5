import type { Settled } from '../main/store/beside.ts';
import { type Failure, never } from '../shared/failure.ts';
import type { ImportPlace } from '../shared/import-note.ts';
import { isOtherList, shownSet } from '../shared/recovery.ts';
import { type BadInput, badInputText } from '../shared/words/bad-input.ts';
import type { CliWords } from '../shared/words/cli.ts';
import { sentences } from '../shared/words/failure-text.ts';
import { texts } from './language.ts';
import { visible } from './visible.ts';

type Words = CliWords['failures'];
type Refused = Extract<Failure, { code: 'share-refused' }>;

/** What went wrong and what to do next, in one or two sentences without a line break. */
export async function sentence(failure: Failure): Promise<string> {
  return sentenceIn(await texts('failures'), failure);
}

/** What was done about a journal beside a vault file. */
export async function settledWords({ file, did, kept }: Settled): Promise<string> {
  const { settled } = await texts('failures');
  return settled[did](quoted(file), kept.map(quoted));
}

/** What opening an older copy would hide. */
export async function olderCopy(failure: Extract<Failure, { code: 'older-copy' }>): Promise<string> {
  return olderIn(await texts('failures'), failure);
}

function sentenceIn(text: Words, failure: Failure): string {
  switch (failure.code) {
    case 'not-found':
      return text.notFound[failure.what](quoted(failure.name));
    case 'exists':
      return own(text.exists, failure.what, text.exists.other)(quoted(failure.name));
    case 'conflict':
      return text.conflict(failure.expected, failure.found);
    case 'bad-path':
      return text.path(quoted(failure.path.slice(0, 80)), text.pathFaults[failure.reason]);
    case 'bad-input':
      return badInputText(text.badInput, shown(failure));
    case 'bad-pattern':
      return pattern(text, failure);
    case 'too-large':
      return text.tooLarge[failure.what](failure.limit);
    case 'locked':
    case 'closed':
      return text.locked;
    case 'wrong-passphrase':
      return text.passphrase[failure.keyFile ?? 'none'];
    case 'quick-unlock':
      return text.quickUnlock;
    case 'security-key':
      return securityKey(text.securityKey, failure);
    case 'wrong-key':
      return text.wrongKey;
    case 'kdf-refused':
      return text.kdf(failure.reason, failure.value, failure.least, failure.most);
    case 'not-a-vault':
      return `${text.notAVault[failure.reason]} ${text.unchanged}`;
    case 'newer-format':
      return text.newerFormat(failure.found, failure.supported);
    case 'damaged':
      return text.damaged(text.damagedPart[failure.part], failure.object && visible(failure.object));
    case 'read-only':
      return text.readOnly;
    case 'busy':
      return text.busy;
    case 'no-space':
      return text.noSpace;
    case 'store':
      return store(text.store[failure.reason], failure.os);
    case 'import-refused':
      return text.importRefused(importFault(text, failure), importPlace(text, failure));
    case 'share-refused':
      return share(text.share, failure);
    case 'picture-refused':
      return text.picture[failure.reason];
    case 'wrong-shares':
      return failure.have < failure.need
        ? text.fewShares(failure.have, failure.need)
        : text.wrongShares(failure.suspects ?? []);
    case 'no-set':
      return failure.what === 'active' ? text.noActiveSet : text.noPendingSet;
    case 'person-refused':
      return text.person[failure.reason]((failure.names ?? []).map(quoted));
    case 'code-refused':
      return text.code[failure.reason];
    case 'source-kept':
      return text.sourceKept[failure.reason];
    case 'backup-refused':
      return text.backup[failure.reason](failure.place === undefined ? text.it : quoted(failure.place));
    case 'older-copy':
      return olderIn(text, failure);
    case 'cancelled':
      return text.cancelled;
    case 'denied':
      return text.denied[failure.reason];
    case 'socket':
      return text.socket[failure.reason];
    case 'needs-file':
      return text.needsFile[failure.what];
    case 'internal':
      return text.internal(visible(failure.reference));
    default:
      return never(failure);
  }
}

/** Names in quotes; what else comes from outside without what could move a cursor. */
function shown(failure: BadInput): BadInput {
  const names = ['name', 'path', 'policy', 'call', 'at'];
  const show = ([member, value]: [string, unknown]) => {
    if (Array.isArray(value)) return [member, value.map((one) => visible(String(one)))];
    if (typeof value !== 'string') return [member, value];
    return [member, names.includes(member) ? quoted(value) : visible(value)];
  };
  return Object.fromEntries(Object.entries(failure).map(show)) as BadInput;
}

function importFault(text: Words, failure: Extract<Failure, { code: 'import-refused' }>): string {
  const isSealed = failure.reason === 'foreign' && failure.isEncrypted;
  return isSealed ? text.importSealed : text.importFaults[failure.reason];
}

function importPlace(text: Words, { program, ...at }: ImportPlace): string | undefined {
  return text.importRefusedAt({ ...at, ...(program !== undefined && { program: visible(program) }) });
}

function securityKey(
  text: Words['securityKey'],
  { reason, left = 0 }: Extract<Failure, { code: 'security-key' }>,
): string {
  return sentences(reason === 'wrong-pin' ? text.wrongPin(left) : text[reason]);
}

function store(told: string | ((os: string) => string), os = ''): string {
  return typeof told === 'function' ? told(visible(os)) : told;
}

function own<T>(table: Readonly<Record<string, T>>, name: string, otherwise: T): T {
  return Object.hasOwn(table, name) ? (table[name] ?? otherwise) : otherwise;
}

function pattern(text: Words, failure: Extract<Failure, { code: 'bad-pattern' }>): string {
  const { subject, reason, offset, detail, policy } = failure;
  const why = `${text.patternFaults[reason]}${detail === undefined ? '' : `: ${text.regexFaults[detail]}`}`;
  const whose = policy === undefined ? undefined : quoted(policy);
  return text.pattern(subject, quoted(failure.pattern.slice(0, 80)), whose, offset + 1, why);
}

function olderIn(text: Words, { seen, found, when }: Extract<Failure, { code: 'older-copy' }>): string {
  const day = dayOf(when);
  if (found > seen) return text.olderCopy.keys(day);
  return found < seen ? text.olderCopy.behind(seen - found, day) : text.olderCopy.other(day);
}

/** Why one sheet was not taken, and what to do next. */
function share(text: Words['share'], failure: Refused): string {
  const { reason, words: places = [], suggestion, set, created, ended, wanted } = failure;
  const sheet = text.sheet(failure.sheet);
  const hint = suggestion === undefined ? '' : text.hint(places[0], suggestion);
  const from = () => text.set(set && shownSet(set), created === undefined ? undefined : dayOf(created));
  switch (reason) {
    case 'empty':
    case 'too-few-words':
    case 'too-many-words':
    case 'foreign':
      return text[reason];
    case 'unknown-words':
      return isOtherList(failure.words) ? text.otherList : text.unknown(places, hint);
    case 'checksum':
      return checksum(text, places, hint);
    case 'other-vault':
    case 'same-sheet':
    case 'contradicts':
    case 'not-genuine':
      return text[reason](sheet);
    case 'retired-set':
    case 'ended-set':
      return text[reason](sheet, from(), ended === undefined ? undefined : dayOf(ended));
    case 'pending-set':
      return text[reason](sheet, from());
    case 'other-set':
      return text[reason](sheet, set && shownSet(set), wanted && shownSet(wanted));
    default:
      return never(reason);
  }
}

function checksum(text: Words['share'], [one, other]: readonly number[], hint: string): string {
  if (one === undefined) return text.allWrong;
  return other === undefined ? text.oneWrong(hint) : text.swapped(one, other);
}

function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function quoted(name: string): string {
  return `"${visible(name)}"`;
}
