import type { HealthReason } from '../../../health.ts';
import { count, format, list } from '../format.ts';

type English = typeof import('../../en/window/health.ts').healthWords;

const reasons: Record<HealthReason, string> = {
  expired: 'Abgelaufen',
  expiring: 'Läuft bald ab',
  breached: 'In der Liste erbeuteter Passwörter',
  weak: 'Schwaches Passwort',
  reused: 'Dasselbe Passwort auch anderswo',
  old: 'Altes Passwort',
  http: 'Adresse ohne Verschlüsselung',
};

/** Was das Fenster von Einträgen sagt, um die man sich kümmern sollte. */
export const healthWords = {
  menu: 'Zustand der Einträge…',
  title: 'Zustand der Einträge',
  lead: 'Alles wird auf diesem Computer geprüft. Nichts verlässt ihn.',
  checking: 'Die Einträge werden geprüft…',
  compare: 'Vergleichen…',
  drilled: (day: string) => `Eine Sicherung wurde zuletzt am ${day} in einer Übung geöffnet.`,
  neverDrilled: 'Brächte eine Sicherung alles zurück? Noch wurde keine in einer Übung geöffnet.',
  compareText:
    'Sind Passwörter dabei, die schon erbeutet wurden? Sie brauchen die öffentliche Liste der SHA-1-Werte, sortiert nach dem Wert, als Datei.',
  compared: (name: string) => `Verglichen mit ${name}.`,
  again: 'Noch einmal prüfen',
  none: 'Kein Eintrag braucht Aufmerksamkeit.',
  total: (n: number) => `${count(n, 'Eintrag braucht', 'Einträge brauchen')} Aufmerksamkeit.`,
  list: 'Einträge, die Aufmerksamkeit brauchen',
  showAccepted: 'Auch zeigen, was Sie als in Ordnung markiert haben',
  show: 'Zeigen',
  showPath: (path: string) => `${path} zeigen`,
  fine: 'Das ist in Ordnung',
  fineOf: (reason: HealthReason, path: string) => `Das ist in Ordnung: ${reasons[reason]}, ${path}`,
  notFine: 'Nicht mehr in Ordnung',
  notFineOf: (reason: HealthReason, path: string) => `Nicht mehr in Ordnung: ${reasons[reason]}, ${path}`,
  reasons,
  ended: (at: number) => `am ${format.day(at)}`,
  since: (at: number) => `seit ${format.day(at)}`,
  seen: (times: number) => `${count(times, 'Mal', 'Mal')} gesehen`,
  others: (paths: readonly string[]) => `auch bei ${list(paths)}`,
  certificate: 'ein Zertifikat',
  more: (n: number) => `und ${count(n, 'weiterer Eintrag', 'weitere Einträge')}`,
  badge: { expired: 'abgelaufen', expiring: 'läuft bald ab' },
  banner: {
    label: 'Ablauf',
    text: ({ expired, expiring }: { expired: number; expiring: number }) =>
      [
        ...(expired > 0 ? [`${count(expired, 'Eintrag ist', 'Einträge sind')} abgelaufen.`] : []),
        ...(expiring > 0 ? [`${count(expiring, 'Eintrag läuft', 'Einträge laufen')} bald ab.`] : []),
      ].join(' '),
    look: 'Ansehen',
    dismiss: 'Jetzt nicht',
  },
  end: {
    title: 'Ablauf',
    until: (at: number) => `Bis ${format.day(at)}`,
    was: (at: number) => `Abgelaufen nach ${format.day(at)}`,
    day: 'Läuft ab nach',
    dayShape: 'JJJJ-MM-TT',
    lead: 'Tage vorher erinnern',
    save: 'Speichern',
    remove: 'Kein Ablauf',
    saved: 'Ablauf gespeichert.',
  },
} satisfies English;
