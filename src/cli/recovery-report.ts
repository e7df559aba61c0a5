import { shownSet } from '../shared/recovery.ts';
import type { RecoverySet, RecoveryStatus, RetiredSet, SetInfo } from '../shared/recovery-schema.ts';
import type { Session } from './command.ts';
import { nameFor, printJson, printLines } from './print.ts';

/** What is known of a vault's sets: of a locked one less. */
export type Shown = Pick<RecoveryStatus, 'retired'> &
  Partial<Omit<RecoveryStatus, 'retired' | 'active' | 'pending'>> & {
    readonly active?: SetInfo | RecoverySet | undefined;
    readonly pending?: RecoveryStatus['pending'] | Pick<SetInfo, 'set' | 'created'>;
  };

/** Prints it: times of day belong to nobody's sheet, so the lines have dates and JSON the whole times. */
export async function printStatus(call: Session, status: Shown): Promise<void> {
  await (call.global.json
    ? printJson(call, jsonOf(status))
    : printLines(call, linesOf(status, nameFor(call))));
}

type Spell = (name: string) => string;

function linesOf({ active, pending, retired, rehearsed, due, declined }: Shown, spell: Spell): string[] {
  return [
    active === undefined
      ? `set:        none${declined ? ', as was decided' : ''}`
      : `set:        ${setWords(active)}`,
    ...holderLines(active, spell),
    ...(rehearsed === undefined ? [] : [`rehearsed:  ${day(rehearsed)}`]),
    ...(due === undefined ? [] : [`due:        ${day(due)}`]),
    ...pendingLines(pending, spell),
    ...retired.map((set) => `retired:    ${retiredWords(set)}`),
  ];
}

function pendingLines(pending: Shown['pending'], spell: Spell): string[] {
  if (pending === undefined) return [];
  if (!('proven' in pending)) return [`pending:    ${shownSet(pending.set)} of ${day(pending.created)}`];
  return [
    `pending:    ${setWords(pending)}, ${pending.proven.length} read back`,
    ...holderLines(pending, spell),
  ];
}

function holderLines(set: SetInfo | RecoverySet | undefined, spell: Spell): string[] {
  if (set === undefined || !('holders' in set)) return [];
  return set.holders.map(({ sheet, name, seen }) => {
    const who = name === '' ? '(nobody noted)' : spell(name);
    return `  sheet ${`${sheet}:`.padEnd(4)}${who}${seen === undefined ? '' : `, seen ${day(seen)}`}`;
  });
}

function setWords({ set, created, shares, threshold }: SetInfo): string {
  return `${shownSet(set)} of ${day(created)}, ${threshold} of ${shares} sheets`;
}

function retiredWords({ set, created, ended }: RetiredSet): string {
  return `${shownSet(set)} of ${day(created)}, ended ${day(ended)}`;
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

const times: ReadonlySet<string> = new Set(['created', 'ended', 'seen', 'rehearsed', 'due']);

function jsonOf(status: Shown): unknown {
  const text = JSON.stringify(status, (key, value) =>
    times.has(key) && typeof value === 'number' ? new Date(value).toISOString() : value,
  );
  return JSON.parse(text);
}
