import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';
import { count } from '../format.ts';

/** Was der Befehl zu Geräten sagt, und was zusammenkam, als ein Tresor geöffnet wurde. */
export const words = {
  none: 'Alle, die diesen Tresor benutzen, schreiben eine gemeinsame Folge von Ständen: Er hat keine eigenen Geräte.',
  unnamed: 'ohne Namen',
  unnamedOther: 'einem anderen Gerät',
  seen: (time: string) => `zuletzt geschrieben ${time}`,
  neverSeen: 'noch nichts davon ist vollständig da',
  own: 'dieses Gerät',
  gone: (time: string) => `ausgeschieden seit ${time}`,
  awaited: (files: number) => `${count(files, 'Datei fehlt', 'Dateien fehlen')} noch`,
  declared: (name: string) =>
    `${name} gilt als ausgeschieden: Auf dieses Gerät wird nicht mehr gewartet. Es zählt wieder, sobald etwas ankommt, das es von nun an schreibt.`,
  met: (secrets: number, records: number, device: string) =>
    `Hier und auf ${device} geändert: ${[
      ...(secrets > 0 ? [count(secrets, 'Eintrag', 'Einträge')] : []),
      ...(records > 0 ? [count(records, 'Richtlinie oder Programm', 'Richtlinien oder Programme')] : []),
    ].join(
      ', ',
    )}. Von einem Eintrag bleiben alle Versionen; bei Richtlinien und Programmen gilt die spätere Änderung.`,
  strangers: (first: string, more: number) =>
    `Im Ordner des Tresors liegt ${first}${more > 0 ? ` und ${count(more, 'weitere Datei', 'weitere Dateien')}` : ''} unter Namen, die Holdfast nicht benutzt: Ein Abgleichprogramm hinterlässt solche Kopien. Sie werden weder gelesen noch entfernt.`,
  waiting: (files: number, device: string) =>
    `${count(files, 'Datei', 'Dateien')} von ${device} ${files === 1 ? 'fehlt' : 'fehlen'} noch: Was dort zuletzt geschrieben wurde, ist noch nicht ganz da. Nichts ist verloren.`,
} satisfies CliWords['devices'];

words satisfies Alike<CliWords['devices'], typeof words>;
