import { count } from '../format.ts';

/** What the commands on the health of secrets say. */
export const words = {
  reasons: {
    expired: 'expired',
    expiring: 'expires soon',
    breached: 'in the list of breached passwords',
    weak: 'weak password',
    reused: 'same password elsewhere',
    old: 'old password',
    http: 'address without encryption',
  },
  seen: (times: number) => `seen ${count(times, 'time', 'times')}`,
  since: (day: string) => `since ${day}`,
  others: (paths: readonly string[]) => `also at ${paths.join(', ')}`,
  accepted: 'accepted',
  fine: (compared: boolean): string =>
    compared
      ? 'No secret needs a look.'
      : 'No secret needs a look. Passwords were not compared with a list of breached ones: --breached FILE does that, on this computer alone.',
};
