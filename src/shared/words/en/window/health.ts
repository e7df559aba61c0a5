import type { HealthReason } from '../../../health.ts';
import { count, format, list } from '../format.ts';

const reasons: Record<HealthReason, string> = {
  expired: 'Expired',
  expiring: 'Expires soon',
  breached: 'In the list of breached passwords',
  weak: 'Weak password',
  reused: 'Same password elsewhere',
  old: 'Old password',
  http: 'Address without encryption',
};

/** What the window says of secrets that need a look. */
export const healthWords = {
  menu: 'Health of secrets…',
  title: 'Health of secrets',
  lead: 'All of this is checked on this computer. Nothing leaves it.',
  checking: 'Checking the secrets…',
  compare: 'Compare…',
  drilled: (day: string) => `A backup was last opened in a drill on ${day}.`,
  neverDrilled: 'Would a backup bring everything back? None has been opened in a drill yet.',
  compareText:
    'Are any passwords known to have been breached? You need the public list of SHA-1 hashes, sorted by hash, as a file.',
  compared: (name: string) => `Compared with ${name}.`,
  again: 'Check again',
  none: 'No secret needs attention.',
  total: (n: number) => `${count(n, 'secret needs', 'secrets need')} attention.`,
  list: 'Secrets that need attention',
  showAccepted: 'Also show what you marked as fine',
  show: 'Show',
  showPath: (path: string) => `Show ${path}`,
  fine: 'This is fine',
  fineOf: (reason: HealthReason, path: string) => `This is fine: ${reasons[reason]}, ${path}`,
  notFine: 'Not fine any more',
  notFineOf: (reason: HealthReason, path: string) => `Not fine any more: ${reasons[reason]}, ${path}`,
  reasons,
  ended: (at: number) => `on ${format.day(at)}`,
  since: (at: number) => `since ${format.day(at)}`,
  seen: (times: number) => `seen ${count(times, 'time', 'times')}`,
  others: (paths: readonly string[]) => `also at ${list(paths)}`,
  certificate: 'a certificate',
  more: (n: number) => `and ${count(n, 'more secret', 'more secrets')}`,
  badge: { expired: 'expired', expiring: 'expires soon' },
  banner: {
    label: 'Expiry',
    text: ({ expired, expiring }: { expired: number; expiring: number }) =>
      [
        ...(expired > 0 ? [`${count(expired, 'secret has', 'secrets have')} expired.`] : []),
        ...(expiring > 0 ? [`${count(expiring, 'secret expires', 'secrets expire')} soon.`] : []),
      ].join(' '),
    look: 'Look',
    dismiss: 'Not now',
  },
  end: {
    title: 'Expiry',
    until: (at: number) => `Until ${format.day(at)}`,
    was: (at: number) => `Expired after ${format.day(at)}`,
    day: 'Expires after',
    dayShape: 'YYYY-MM-DD',
    lead: 'Days of notice',
    save: 'Save',
    remove: 'No expiry',
    saved: 'Expiry saved.',
  },
};
