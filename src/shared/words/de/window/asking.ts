import type { Starter } from '../../../starter.ts';
import { count, list, number } from '../format.ts';

type English = typeof import('../../en/window/asking.ts').askingWords;

const verbs = {
  read: (what: string) => `${what} lesen`,
  write: (what: string) => `${what} ändern`,
  list: (what: string) => `auflisten, was in ${what} liegt`,
  otp: (what: string) => `Einmalcodes von ${what} holen`,
  export: (what: string) => `${what} exportieren`,
  super: (what: string) => `alles mit ${what} tun`,
  use: (what: string) => `${what} verwenden`,
};

function startedBy(starter: Starter): string {
  if (starter.kind === 'unknown') return 'Das System gibt keine Auskunft darüber, was es gestartet hat.';
  if (starter.kind === 'system') return 'Das System hat es im Hintergrund gestartet.';
  const { kind, name, via } = starter;
  const by = via.length > 0 ? `, von ${list(via)}` : '';
  switch (kind) {
    case 'terminal':
      return `Es wurde in einem Terminal (${name}) gestartet${by}.`;
    case 'editor':
      return `Es wurde aus dem Editor ${name} gestartet${by}.`;
    case 'remote':
      return `Es wurde von jemandem gestartet, der über das Netzwerk angemeldet ist (${name})${by}.`;
    case 'timer':
      return `Es wurde zu einer festen Zeit gestartet (${name})${by}.`;
    case 'program':
      return `Es wurde von ${list([...via, name])} gestartet.`;
  }
}

/** Ein Programm bittet um etwas. */
export const askingWords = {
  wants: (name: string, verb: keyof typeof verbs, what: string) => `${name} möchte ${verbs[verb](what)}`,
  exports: (name: string, secrets: number, folder: string) =>
    `${name} möchte ${count(secrets, 'Eintrag', 'Einträge')}${folder === '' ? '' : ` in ${folder}`} exportieren${folder === '' ? ': alles in diesem Tresor' : ''}`,
  exportMeans:
    'Es bekommt jeden davon ganz, auch was gelöscht ist, mit jeder früheren Version und Datei. Was es mitgenommen hat, lässt sich nicht zurückholen.',
  exportAlways: (paths: readonly string[]) =>
    `„Immer“ heißt: Jederzeit, beliebig oft und ohne Sie zu fragen nimmt es mit, was dann unter ${list(paths)} liegt, auch was Sie später hinzufügen.`,
  several: (title: string, others: number) => `${title} und ${number(others)} weitere`,
  enters: (name: string) => `${name} möchte zugelassen werden`,
  everything: 'alles',
  newName: (name: string) =>
    `Ein Programm namens „${name}“ wurde noch nicht zugelassen. Diesen Namen gibt es sich selbst; das Übrige sagt das System.`,
  runs: (program: string) => `Es ist das Programm ${program}.`,
  started: (starter: Starter) => startedBy(starter),
  inFolder: (folder: string) => `in ${folder}`,
  details: 'Einzelheiten',
  others: (n: number) => (n === 1 ? 'Ein weiteres wartet auch.' : `${number(n)} weitere warten auch.`),
  look: 'Ansehen',
  later: 'Nicht jetzt: Es wartet unter Programme',
  program: 'Programm',
  untold: 'Das System gibt darüber keine Auskunft',
  chain: 'Gestartet von',
  user: 'Benutzer',
  id: 'Seine ID',
  wantsList: 'Bittet um',
  deny: 'Ablehnen',
  once: 'Einmal zulassen',
  unlock: 'Bis ich sperre',
  always: 'Immer…',
  alwaysYes: 'Immer, mit diesen Richtlinien',
  draft:
    'Diese Richtlinien werden gespeichert. Sie können sie anpassen; * steht für einen Teil eines Pfads. Eine Richtlinie, die nichts erlaubt, entfällt.',
  draftNone: 'Es nennt keinen Eintrag. Es wird zugelassen, und keine Richtlinie wird gespeichert.',
  draftOf: (path: string) => `Richtlinie für ${path}`,
  draftPath: 'Pfad',
  storedFresh: (n: number) =>
    `${count(n, 'gespeicherte Richtlinie passt', 'gespeicherte Richtlinien passen')} schon zu dieser ID, obwohl das Programm neu ist: ${n === 1 ? 'Sie galt' : 'Sie galten'} einem früheren Programm dieses Namens oder vielen. Mit „Immer“ bekommt es auch all das, mit „Einmal zulassen“ und „Bis ich sperre“ nur, worum es bittet.`,
  storedKnown: (n: number) =>
    `${count(n, 'gespeicherte Richtlinie erlaubt', 'gespeicherte Richtlinien erlauben')} ihm schon etwas.`,
  stored: 'Gespeicherte Richtlinien für diese ID',
  storedMore: (n: number) => `und ${number(n)} weitere`,
} satisfies English;
