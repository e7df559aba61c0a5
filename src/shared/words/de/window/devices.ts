import { count, list, number, secrets } from '../format.ts';

const both = (changed: { readonly secrets: number; readonly records: number }) => [
  ...(changed.secrets > 0 ? [secrets(changed.secrets)] : []),
  ...(changed.records > 0
    ? [count(changed.records, 'Richtlinie oder Programm', 'Richtlinien oder Programme')]
    : []),
];

/** Die Geräte, die einen Tresor getrennt schreiben, was zusammenkam und worauf gewartet wird. */
export const devicesWords = {
  menu: 'Geräte…',
  tab: 'Geräte',
  lead: 'Computer, die diesen Tresor getrennt geändert haben: in einem Ordner, den ein Abgleichprogramm überträgt, oder solange ein Server nicht erreichbar war.',
  list: 'Geräte',
  none: 'Kein anderer Computer hat diesen Tresor getrennt geändert.',
  unnamed: 'Ein Gerät ohne Namen',
  own: 'dieses Gerät',
  seen: (when: string) => `Zuletzt geschrieben ${when}`,
  neverSeen: 'Noch ist nichts davon vollständig da',
  gone: (day: string) => `Ausgeschieden seit ${day}`,
  awaited: (files: number) => `${count(files, 'Datei fehlt', 'Dateien fehlen')} noch`,
  awaitedHelp:
    'Was ein Gerät zuletzt schrieb, ist zum Teil da. Es wird gezeigt, sobald der Rest angekommen ist. Nichts ist verloren; dauert es lange, sehen Sie beim Abgleichprogramm nach.',
  declare: 'Ausscheiden lassen…',
  declareOf: (name: string) => `Ausscheiden lassen: ${name}`,
  ask: {
    title: (name: string) => `Schreibt „${name}“ nie wieder?`,
    text: 'Sagen Sie das, wenn es verloren, verkauft oder neu eingerichtet ist. Was es schrieb, bleibt. Holdfast wartet dann nicht mehr darauf, bevor alte Daten und frühere Schlüssel entfernt werden. Was es schrieb und noch nicht gesendet hat, kann verloren gehen. Den Tresor, wie er dort liegt, kann es weiter öffnen: Um es auszuschließen, ändern Sie die Passphrase oder die Schlüssel.',
    yes: 'Ausscheiden lassen',
    no: 'Weiter warten',
  },
  declared: (name: string) => `${name} gilt als ausgeschieden`,
  waiting: (files: number) => `${count(files, 'Datei fehlt', 'Dateien fehlen')} noch`,
  met: {
    label: 'Auf mehreren Geräten geändert',
    banner: (changed: { readonly secrets: number; readonly records: number }, others: readonly string[]) =>
      `Auf diesem Gerät und auf ${others.length === 0 ? 'einem anderen' : list(others)} geändert: ${list(both(changed))}. Nichts ist entfallen.`,
    show: 'Zeigen, welche',
    dismiss: 'Ausblenden',
    title: 'Auf beiden geändert',
    text: 'Von einem Eintrag stehen die Versionen beider im Verlauf, und die neueste gilt. Bei Richtlinien und Programmen gilt die spätere Änderung.',
    from: (device: string) => `Hier und auf ${device === '' ? 'einem anderen Gerät' : device}`,
    records: (n: number) => count(n, 'Richtlinie oder Programm', 'Richtlinien oder Programme'),
    open: (path: string) => `${path} öffnen`,
  },
  strangers: {
    title: 'Dateien, die nicht zum Tresor gehören',
    text: (n: number, names: readonly string[]) =>
      `Im Ordner des Tresors ${n === 1 ? 'liegt eine Datei' : `liegen ${number(n)} Dateien`} unter ${n === 1 ? 'einem Namen, den' : 'Namen, die'} Holdfast nicht benutzt: ${list(names)}${n > names.length ? ` und ${number(n - names.length)} weitere` : ''}. Ein Abgleichprogramm hinterlässt solche Kopien, wenn zwei Computer dieselbe Datei schrieben. Holdfast liest und entfernt sie nicht. Fehlt eine Änderung, öffnen Sie den Tresor zuerst auf dem Computer, auf dem sie entstand.`,
  },
};
