import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';

/** Was die Befehle zu Sicherungen sagen. */
export const words = {
  created: {
    file: 'Datei',
    revision: 'Stand',
    copied: 'kopiert',
    authenticated: 'geprüft',
    proven: 'Umfang',
    from: 'aus',
  },
  copied: (objects: number, bytes: number) => `${objects} Objekte, ${bytes} Byte`,
  objects: (n: number) => `${n} Objekte`,
  proven: (what: string) => (what === 'everything' ? 'alles' : what === 'structure' ? 'Aufbau' : what),
  keptStrange: (file: string) =>
    `Die Datei dieses Namens ist nicht als unsere bekannt und bleibt als ${file} erhalten.`,
  nothingNew: 'Nichts zu kopieren: Dieser Stand ist schon da und wurde erneut geprüft.',
  nothingNewLocked: 'Nichts zu kopieren: Dieser Stand ist schon da, Byte für Byte die geprüfte Datei.',
  comparedOnly: 'Jedes Objekt ist wie im Tresor. Nur die Passphrase kann zeigen, dass es unversehrt war.',
  notOurs: 'fremd',
  newestBySelf: (file: string) =>
    `Dieser Rechner kennt keine der Dateien dort: Nach ihren eigenen Angaben ist ${file} die neueste.`,
  passedOver: (files: readonly string[]) =>
    `Nicht als unsere bekannt und übergangen, obwohl ${files.length === 1 ? 'sie sich als neuer ausgibt' : 'sie sich als neuer ausgeben'}: ${files.join(', ')}. Nennen Sie eine Datei selbst, um sie zu verwenden.`,
  pruned: (gone: number, stay: number) =>
    `${gone === 0 ? 'Keine' : gone} entfernt; ${stay} ${stay === 1 ? 'bleibt' : 'bleiben'}.`,
  wouldPrune: (gone: number, stay: number) =>
    `${gone === 0 ? 'Keine' : gone} ${gone === 1 ? 'würde' : 'würden'} entfernt; ${stay} ${stay === 1 ? 'bliebe' : 'blieben'}.`,
  strange: (files: readonly string[]) => `Nicht als unsere bekannt und nicht angerührt: ${files.join(', ')}.`,
  stuck: (file: string) => `"${file}" ließ sich nicht entfernen.`,
  kept: (file: string) => `Was dort war, ist als ${file} aufbewahrt.`,
} satisfies CliWords['backups'];

words satisfies Alike<CliWords['backups'], typeof words>;
