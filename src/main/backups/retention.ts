/**
 * How many backups stay: the newest `last`, and the newest of each of so many days, weeks and
 * months. 0: none for that reason.
 */
export interface Rule {
  readonly last: number;
  readonly daily: number;
  readonly weekly: number;
  readonly monthly: number;
}

export const defaultRule: Rule = { last: 10, daily: 7, weekly: 5, monthly: 12 };

interface Dated {
  readonly revision: number;
  readonly time: number;
}

/**
 * The backups that a rule lets go. What is newest is told by revision, never by a clock: one that
 * jumped cannot make a new backup look old. The newest backup always stays, whatever the rule says.
 * Several of one revision count as the newest of them does, and stay or go together.
 */
export function expired<B extends Dated>(backups: readonly B[], rule: Rule): B[] {
  const sorted = [...backups].sort((a, b) => b.revision - a.revision || b.time - a.time);
  const newest = sorted.filter((one, i) => one.revision !== sorted[i - 1]?.revision);
  const kept = new Set(newest.slice(0, Math.max(1, rule.last)).map(({ revision }) => revision));
  const periods: [number, (time: number) => string][] = [
    [rule.daily, dayOf],
    [rule.weekly, weekOf],
    [rule.monthly, monthOf],
  ];
  for (const [count, periodOf] of periods) {
    const first = new Map<string, B>();
    for (const backup of newest) {
      const period = periodOf(backup.time);
      if (!first.has(period)) first.set(period, backup);
    }
    for (const { revision } of [...first.values()].slice(0, count)) kept.add(revision);
  }
  return backups.filter(({ revision }) => !kept.has(revision));
}

function dayOf(time: number): string {
  const at = new Date(time);
  return `${at.getFullYear()}-${at.getMonth()}-${at.getDate()}`;
}

// Weeks begin on Monday (ISO 8601); which number they bear does not matter, only that no two are
// one.
function weekOf(time: number): string {
  const at = new Date(time);
  const monday = new Date(at.getFullYear(), at.getMonth(), at.getDate() - ((at.getDay() + 6) % 7));
  return dayOf(monday.getTime());
}

function monthOf(time: number): string {
  const at = new Date(time);
  return `${at.getFullYear()}-${at.getMonth()}`;
}
