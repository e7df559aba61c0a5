import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';

/** Was die Befehle zu Programmen, Richtlinien und Protokoll sagen. */
export const words = {
  once: 'Es darf einmal zugreifen.',
  unlock: 'Es darf zugreifen, bis der Tresor gesperrt wird.',
  always: 'Es darf von jetzt an zugreifen.',
  lookAtWindow: 'Sehen Sie auf das Fenster: Es fragt, ob dieses Programm zugelassen wird.',
  revoked: (name: string) => `${name} ist ausgeschlossen.`,
  policiesStay:
    ' Richtlinien nur für dieses Programm bleiben und gelten für das nächste dieses Namens: --policies löscht sie.',
  applied: (created: number, updated: number, unchanged: number) =>
    `${created} neu, ${updated} geändert, ${unchanged} unverändert.`,
  policySaved: (name: string) => `Die Richtlinie ${name} gilt ab jetzt.`,
  policyDeleted: (name: string) => `Die Richtlinie ${name} ist gelöscht.`,
  yes: (policy: string) => `ja, nach ${policy}`,
  no: 'nein',
  times: (n: number) => `${n}-mal`,
} satisfies CliWords['access'];

words satisfies Alike<CliWords['access'], typeof words>;
