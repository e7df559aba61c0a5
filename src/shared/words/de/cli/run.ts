import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';

/** Was `run` und `inject` sagen. */
export const words = {
  at: {
    template: (line: number) => `Zeile ${line}`,
    envFile: (line: number) => `env-Datei, Zeile ${line}`,
  },
  noCommand: 'Diesen Befehl gibt es nicht. Er wurde nicht gestartet.',
  notRunnable: 'Der Befehl lässt sich nicht ausführen. Er wurde nicht gestartet.',
  notStarted: (why: string) => `Der Befehl lässt sich nicht starten. ${why}`,
  tooLong: 'Seine Argumente und Variablen sind länger, als das System erlaubt.',
  notPermitted: 'Ihn auszuführen, oder was seine erste Zeile nennt, ist nicht erlaubt.',
  foreign: 'Er ist kein Programm dieses Systems.',
  system: (code: string) => `Das System startet ihn nicht (${code}).`,
  missing: 'Er, oder ein Teil, den er braucht, ist nicht da.',
  windowsLines:
    'Seine erste Zeile endet wie unter Windows (CR LF), deshalb wird das Programm nicht gefunden, das sie nennt; speichern Sie ihn mit einfachen Zeilenenden.',
  missingProgram: (name: string) => `Seine erste Zeile nennt ein Programm, das nicht da ist: ${name}.`,
  tooShort: (name: string, bytes: number) =>
    `Ein Wert in ${name} ist nicht maskiert: Er hat weniger als ${bytes} Byte.`,
} satisfies CliWords['run'];

words satisfies Alike<CliWords['run'], typeof words>;
