import { format, number } from '../format.ts';

type English = typeof import('../../en/window/keys.ts').keysWords;

/** Neue Schlüssel für einen Tresor. */
export const keysWords = {
  menu: 'Schlüssel dieses Tresors erneuern…',
  tick: 'Auch die Schlüssel dieses Tresors erneuern',
  ticked: 'Mit älteren Kopien lässt sich dann nicht lesen, was Sie von jetzt an schreiben.',
  unticked:
    'Die Schlüssel bleiben gleich: Wer eine ältere Kopie öffnet, kann auch lesen, was Sie später schreiben. Behalten Sie sie nur, wenn niemand sonst eine Kopie hat.',
  title: 'Schlüssel dieses Tresors erneuern',
  when: 'Tun Sie das, wenn jemand anderes Ihre Passphrase, ein Notfallblatt oder eine Kopie dieses Tresors haben könnte.',
  points: [
    'Wer eine ältere Kopie öffnet, kann nicht lesen, was Sie von dann an schreiben.',
    'Eine ältere Kopie behält, was sie hat. Danach sehen Sie, welche Einträge das sind, und können jeden dort ändern, wo er gilt: auf der Website, dem Server, bei der Bank.',
    'Ihre Passphrase und Ihre Notfallblätter bleiben gültig.',
  ],
  passphrase: 'Passphrase',
  known:
    'Wenn jemand die Passphrase kennen könnte, ändern Sie stattdessen diese: Das erneuert auch die Schlüssel.',
  seen: 'Wenn jemand Ihre Blätter gesehen haben könnte, erstellen Sie einen neuen Satz: Das erneuert auch die Schlüssel.',
  submit: 'Schlüssel erneuern',
  working: 'Neue Schlüssel werden erzeugt…',
  running: 'Die neuen Schlüssel sind in Gebrauch. Holdfast verschlüsselt jetzt alles im Tresor mit ihnen.',
  sealing: 'Verschlüsseln mit den neuen Schlüsseln',
  progress: (done: number, total: number) => `${number(done)} von ${number(total)} Einträgen`,
  leave:
    'Sie können dies schließen und weiterarbeiten. Wird der Tresor gesperrt, geht es beim nächsten Öffnen weiter.',
  stopped:
    'Die neuen Schlüssel sind in Gebrauch, aber noch ist nicht alles mit ihnen verschlüsselt. Bis dahin öffnen die alten Schlüssel den Rest.',
  full: 'Der Datenträger ist voll',
  fullText: 'Schaffen Sie Platz, und machen Sie dann weiter. Der Tresor ist unversehrt.',
  goOn: 'Jetzt weitermachen',
  close: 'Zurück zum Tresor',
  changed: (when: string) => `Die Schlüssel wurden am ${when} erneuert.`,
  nothingLeft: 'Jeder Eintrag hat seitdem einen neuen Wert, ältere Kopien nützen also niemandem.',
  keeps: (n: number) =>
    n === 1
      ? 'Ältere Kopien enthalten einen Eintrag, wie er noch gilt.'
      : `Ältere Kopien enthalten ${number(n)} Einträge, wie sie noch gelten.`,
  atSource:
    'Wenn jemand eine Kopie haben könnte, ändern Sie jeden dort, wo er gilt, und speichern Sie den neuen Wert hier. Dann verschwindet er aus dieser Liste. Die neuesten stehen oben.',
  list: 'Dort ändern, wo sie gelten',
  row: (day: string, deleted: boolean) =>
    `${deleted ? 'Hier gelöscht; zuletzt' : 'Zuletzt'} geändert am ${day}`,
  show: (path: string) => `${path} anzeigen`,
  showShort: 'Anzeigen',
  more: (n: number) =>
    `Und ${number(n)} weitere, die nachrücken, wenn diese Liste kürzer wird. „holdfast rekey --list“ gibt alle aus.`,
  again: 'Schlüssel erneut erneuern…',
  dropped: {
    title: 'Nicht alles, was diesen Tresor geöffnet hat, hat die neuen Schlüssel',
    set: (set: string) =>
      `Die Blätter des Satzes ${set} öffnen ihn nicht mehr. Erstellen Sie einen neuen: Menü, „Notfallblätter…“.`,
    passphrase: (label: string) =>
      `${label === '' ? 'Eine andere Passphrase' : `Die Passphrase „${label}“`} öffnet ihn nicht mehr.`,
    other: 'Ein Schlüssel, den diese Version von Holdfast nicht kennt, öffnet ihn nicht mehr.',
  },
  banner: {
    label: 'Schlüssel des Tresors',
    running: (done: number, total: number) =>
      total === 0
        ? 'Der Tresor hat neue Schlüssel. Holdfast verschlüsselt alles mit ihnen.'
        : `Der Tresor hat neue Schlüssel. Alles wird mit ihnen verschlüsselt: ${format.percent(done, total)}.`,
    stopped: 'Der Tresor hat neue Schlüssel, aber noch ist nicht alles mit ihnen verschlüsselt.',
    dropped: 'Der Tresor hat neue Schlüssel. Etwas, das ihn bisher geöffnet hat, tut es nicht mehr.',
    ended: 'Die Schlüssel dieses Tresors wurden erneuert. Ältere Kopien behalten, was sie haben.',
    look: 'Anzeigen',
    dismiss: 'Nicht jetzt',
  },
} satisfies English;
