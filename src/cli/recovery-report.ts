import { shownSet } from '../shared/recovery.ts';
import type { RecoverySet, RecoveryStatus, SetInfo } from '../shared/recovery-schema.ts';
import type { CliWords } from '../shared/words/cli.ts';
import type { Session } from './command.ts';
import { texts } from './language.ts';
import { nameFor, printJson, printLines } from './print.ts';

/** What is known of a vault's sets: of a locked one less. */
export type Shown = Pick<RecoveryStatus, 'retired'> &
  Partial<Omit<RecoveryStatus, 'retired' | 'active' | 'pending'>> & {
    readonly active?: SetInfo | RecoverySet | undefined;
    readonly pending?: RecoveryStatus['pending'] | Pick<SetInfo, 'set' | 'created'>;
  };

/**
 * Prints it: times of day belong to nobody's sheet, so the lines have dates and JSON the whole
 * times.
 */
export async function printStatus(call: Session, status: Shown): Promise<void> {
  await (call.global.json
    ? printJson(call, jsonOf(status))
    : printLines(call, linesOf(await texts('recovery'), status, nameFor(call))));
}

type Spell = (name: string) => string;
type Text = CliWords['recovery'];

function linesOf(
  text: Text,
  { active, pending, retired, rehearsed, drilled, due, declined }: Shown,
  spell: Spell,
): string[] {
  const width = Math.max(...Object.values(text.status).map(({ length }) => length)) + 3;
  const line = (name: keyof Text['status'], value: string) => `${text.status[name]}:`.padEnd(width) + value;
  return [
    line('set', active === undefined ? (declined ? text.declined : text.none) : setWords(text, active)),
    ...holderLines(text, active, spell),
    ...(rehearsed === undefined ? [] : [line('rehearsed', day(rehearsed))]),
    ...(drilled === undefined ? [] : [line('drilled', day(drilled))]),
    ...(due === undefined ? [] : [line('due', day(due))]),
    ...(pending === undefined ? [] : [line('pending', pendingWords(text, pending))]),
    ...(pending !== undefined && 'proven' in pending ? holderLines(text, pending, spell) : []),
    ...retired.map(({ set, created, ended }) =>
      line('retired', `${text.setOf(shownSet(set), day(created))}${text.ended(day(ended))}`),
    ),
  ];
}

function pendingWords(text: Text, pending: NonNullable<Shown['pending']>): string {
  if (!('proven' in pending)) return text.setOf(shownSet(pending.set), day(pending.created));
  return `${setWords(text, pending)}${text.readBack(pending.proven.length)}`;
}

function holderLines(text: Text, set: SetInfo | RecoverySet | undefined, spell: Spell): string[] {
  if (set === undefined || !('holders' in set)) return [];
  const width = text.sheet(10).length + 1;
  return set.holders.map(({ sheet, name, seen, has }) => {
    const who = name === '' ? text.nobody : spell(name);
    return `  ${text.sheet(sheet).padEnd(width)}${who}${seen === undefined ? '' : text.seen(day(seen))}${has === undefined ? '' : text.has(day(has))}`;
  });
}

function setWords(text: Text, { set, created, shares, threshold }: SetInfo): string {
  return text.set(shownSet(set), day(created), threshold, shares);
}

function day(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

const times: ReadonlySet<string> = new Set([
  'created',
  'ended',
  'seen',
  'rehearsed',
  'drilled',
  'due',
  'askDue',
  'has',
  'made',
]);

function jsonOf(status: Shown): unknown {
  const text = JSON.stringify(status, (key, value) =>
    times.has(key) && typeof value === 'number' ? new Date(value).toISOString() : value,
  );
  return JSON.parse(text);
}
