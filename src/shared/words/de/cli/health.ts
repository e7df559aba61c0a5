import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';
import { count } from '../format.ts';

/** Was die Befehle zum Zustand der Einträge sagen. */
export const words = {
  reasons: {
    expired: 'abgelaufen',
    expiring: 'läuft bald ab',
    breached: 'in der Liste erbeuteter Passwörter',
    weak: 'schwaches Passwort',
    reused: 'dasselbe Passwort auch anderswo',
    old: 'altes Passwort',
    http: 'Adresse ohne Verschlüsselung',
  },
  seen: (times: number) => `${count(times, 'Mal', 'Mal')} gesehen`,
  since: (day: string) => `seit ${day}`,
  others: (paths: readonly string[]) => `auch bei ${paths.join(', ')}`,
  accepted: 'in Ordnung befunden',
  fine: (compared: boolean) =>
    compared
      ? 'Um keinen Eintrag müssen Sie sich kümmern.'
      : 'Um keinen Eintrag müssen Sie sich kümmern. Mit einer Liste erbeuteter Passwörter wurde nicht verglichen: Das tut --breached FILE, nur auf diesem Rechner.',
} satisfies CliWords['health'];

words satisfies Alike<CliWords['health'], typeof words>;
