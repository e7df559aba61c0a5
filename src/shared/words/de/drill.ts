import type { UnreadBackup } from '../../contract-drill.ts';

const why: Record<UnreadBackup['why'], string> = {
  damaged: 'Sie ist beschädigt',
  'newer-format': 'Ein neueres Holdfast hat sie geschrieben',
  'other-keys': 'Die Schlüssel dieses Tresors öffnen sie nicht',
  'not-given': 'Ihr Inhalt ist nicht zu bekommen',
};

/** Was eine Übung von anderen Sicherungen sagt als der, die sie öffnet. */
export const drillWords = {
  unread: (backups: readonly UnreadBackup[]) => {
    const [first] = backups;
    return backups.length === 1 && first
      ? `Die neueste Sicherung, ${first.name}, ist nicht lesbar: ${why[first.why]}; dies ist die davor.`
      : `Die ${backups.length} neuesten Sicherungen sind nicht lesbar: ${backups.map((one) => `${one.name} (${why[one.why]})`).join(', ')}; dies ist die davor.`;
  },
  unreached: (places: readonly string[]) =>
    `Nicht erreicht, dort kann also eine neuere Sicherung liegen: ${places.join(', ')}.`,
};
