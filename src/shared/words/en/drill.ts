import type { UnreadBackup } from '../../contract-drill.ts';

const why: Record<UnreadBackup['why'], string> = {
  damaged: 'it is damaged',
  'newer-format': 'a newer Holdfast wrote it',
  'other-keys': 'the keys of this vault do not open it',
  'not-given': 'its bytes cannot be had',
};

/** What a drill says of other backups than the one that it opens: in the window, and as a command. */
export const drillWords = {
  unread: (backups: readonly UnreadBackup[]) => {
    const [first] = backups;
    return backups.length === 1 && first
      ? `The newest backup, ${first.name}, cannot be read: ${why[first.why]}; this is the one before it.`
      : `The ${backups.length} newest backups cannot be read: ${backups.map((one) => `${one.name} (${why[one.why]})`).join(', ')}; this is the one before them.`;
  },
  unreached: (places: readonly string[]) =>
    `Not reached, so there may be a newer backup: ${places.join(', ')}.`,
};
