import type { Bound, ImportLoss, ImportNote, ImportPart } from '../../failure-reasons.ts';
import type { ImportNoteTold, ImportPlace } from '../../import-note.ts';
import type { EntryChoice, EntryExtra, PlannedEntry } from '../../import-plan.ts';
import type { ImportSource } from '../../import-source.ts';
import { templateOf } from '../../templates.ts';
import { some } from './format.ts';
import { templateWords } from './templates.ts';

const lossWords: Readonly<Record<ImportLoss, (icon: string) => string>> = {
  notes: () => 'Notizen',
  'auto-type': () => 'Auto-Type',
  'own-icon': () => 'das eigene Symbol',
  icon: (icon) => `Symbol ${icon}`,
  colours: () => 'Farben',
  'no-check': () => 'dass das Passwort nicht geprüft werden soll',
  'default-username': () => 'der Benutzername für neue Einträge',
  tags: () => 'Schlagwörter',
  'custom-data': () => 'Plugin-Daten',
  expiry: () => 'Ablaufdatum',
  'empty-folder': () => 'der Ordner selbst, in dem nichts liegt',
  comments: () => 'Kommentare',
  passkey: () => 'der Gebrauch eines Passkeys, dessen Teile verborgene Felder sind',
};

const parts: Readonly<Record<Bound, string>> = {
  attachment: 'Anhang',
  attachments: 'Anhänge',
  code: 'Code',
  'field-name': 'Name eines Felds',
  fields: 'Zahl der Felder',
  holder: 'Person oder Ort',
  input: 'Eingabe',
  'key-file': 'Schlüsseldatei',
  message: 'Nachricht',
  metadata: 'Metadaten',
  'metadata-key': 'Schlüssel der Metadaten',
  'metadata-value': 'Wert der Metadaten',
  policies: 'Richtlinien',
  'policy-file': 'Richtliniendatei',
  request: 'Anfrage',
  secret: 'Eintrag',
  setting: 'Einstellung',
  'sheet-line': 'Zeile eines Blatts',
  tag: 'Schlagwort',
  tags: 'Schlagwörter',
  value: 'Wert',
  version: 'Version',
};

const partsOfFile: Readonly<Record<ImportPart, string>> = {
  header: 'der Kopf',
  cipher: 'die Verschlüsselung',
  compression: 'die Kompression',
  kdf: 'die Schlüsselableitung',
  'inner-stream': 'der innere Datenstrom',
  content: 'der verschlüsselte Inhalt',
  'compressed-content': 'der komprimierte Inhalt',
  'protected-value': 'ein geschützter Wert',
  'key-file': 'die Schlüsseldatei',
  recipients: 'für wen sie verschlüsselt ist',
  xml: 'das XML',
  encoding: 'die Textkodierung',
  nesting: 'zu tief verschachtelt',
};

type Told = (note: ImportNoteTold) => string;

const notes: Readonly<Record<ImportNote, string | Told>> = {
  'no-assignment': 'NAME=value fehlt',
  'open-quote': 'das Anführungszeichen wird nicht geschlossen',
  'text-after-quote': 'nach dem schließenden Anführungszeichen steht noch Text',
  'set-again': 'eine spätere Zeile setzt sie noch einmal',
  'already-imported': 'schon importiert',
  'same-there': ({ reference = '' }) =>
    `in jedem Feld, jedem Schlagwort und jeder Datei gleich wie ${reference}`,
  'not-wanted': 'er sollte weggelassen werden',
  'deleted-here': 'im Tresor gelöscht',
  'in-bin': 'im Papierkorb',
  'in-archive': 'er liegt im Archiv',
  'not-writable': 'dort ist ein Eintrag, der nicht überschrieben werden darf',
  'not-unicode': 'kein Unicode-Text',
  'too-large': ({ what = 'secret', name }) =>
    name === undefined
      ? `zu groß: ${parts[what]}`
      : `${name} ist zu groß für einen Eintrag und wurde ausgelassen`,
  split: ({ count }) =>
    `hat mehr, als in einen Eintrag passt, und kommt als ${count} Einträge, ab dem zweiten mit Nummer`,
  unfit: 'kann kein Eintrag sein',
  'too-many-versions': ({ count }) => `mehr als ${count} Versionen`,
  'history-cut': ({ count }) => `mehr als ${count} Versionen: die ältesten wurden weggelassen`,
  'history-too-large': 'die Versionen sind zusammen zu groß: die ältesten wurden weggelassen',
  'tags-lost': ({ count = 0 }) =>
    `${count} ${count === 1 ? 'Schlagwort war' : 'Schlagwörter waren'} zu lang oder zu viel`,
  'attachment-missing': ({ name }) => `der Anhang ${name} fehlt oder ist zu groß`,
  'attachment-too-large': ({ name, count }) => `der Anhang ${name} ist mit ${count} Byte zu groß`,
  'attachment-of-older-version': ({ name }) => `der Anhang ${name} einer älteren Version wurde weggelassen`,
  'file-of-none': 'kein Eintrag nennt diese Datei: sie wurde weggelassen',
  'files-beside':
    'die Dateien seiner Einträge liegen daneben im Ordner „attachments“ und bleiben zurück: wählen Sie den ganzen Ordner, oder geben Sie ihn an, dann kommen sie mit',
  'older-title': ({ name }) => `eine ältere Version hieß ${name}: das wurde weggelassen`,
  'older-expiry': 'ältere Versionen hatten einen Ablauf, der später entfiel und ausgelassen wurde',
  'kept-as-file': ({ name }) => `${name} ist kein Text und bleibt als Datei`,
  'reference-replaced': ({ name, reference = 'ein Verweis' }) =>
    `${name}: ${reference} wurde ersetzt durch das, worauf er zeigt, und folgt ihm nicht mehr`,
  'reference-dangling': ({ name, reference = 'ein Verweis' }) =>
    `${name}: ${reference} zeigt auf nichts, was da ist`,
  'left-out': ({ losses = [], icon = '' }) =>
    `weggelassen: ${losses.map((one) => lossWords[one](icon)).join(', ')}`,
  'no-header-hash': 'sie hat keine Prüfsumme ihres Kopfs: Schäden dort würden nicht bemerkt',
  ragged: ({ count = 0 }) =>
    `die Zeile hat ${count} ${count === 1 ? 'Zelle' : 'Zellen'}, nicht so viele wie die Kopfzeile`,
  'no-column': ({ name }) => `keine Spalte heißt ${name}: Was von ihr gesagt war, blieb ohne Wirkung`,
  'first-row-names': 'sie gilt als Namen der Spalten; ist sie ein Eintrag, gehört eine Zeile mit Namen davor',
  'field-renamed': ({ name }) => `ein Feld ohne Namen oder mit zu langem heißt jetzt ${name}`,
  'entities-decoded': ({ name }) =>
    `${name} war als HTML geschrieben (&amp; für &) und ist jetzt reiner Text`,
  'no-code': 'da ist kein Einmalcode, der sich behalten lässt',
  'no-json': 'das ist kein JSON',
  'parts-missing': ({ count = 0 }) =>
    `${count === 1 ? 'ein Bild' : `${count} Bilder`} dieses mehrteiligen Exports ${count === 1 ? 'fehlt' : 'fehlen'}`,
  'no-square-code':
    'in diesem Bild fand sich kein quadratischer Code: noch einmal aufnehmen, gerade und ganz',
  'picture-unread': 'dieses Bild ist beschädigt oder zu groß, um es zu lesen',
  'kept-as-putty': 'sein Schlüssel behält die Form von PuTTY: für seine Art gibt es hier keine andere',
  'key-not-opened': ({ name }) =>
    `sein Schlüssel ist auf eine alte Weise verschlüsselt (${name}), die nicht unterstützt wird: er kam, wie er ist, sein Passwort auch, ungeprüft; „openssl pkcs8 -topk8 -provider legacy -provider default -in FILE -out NEW“ verschlüsselt ihn neu`,
  'password-elsewhere': 'sein Passwort liegt bei einem anderen Programm, nicht in der Datei',
  'not-decrypted': 'er wurde nicht entschlüsselt',
  'unknown-file': 'sie hat kein Format, das sich importieren lässt',
  'empty-file': 'sie ist leer',
  'may-not-read': 'der Server gibt ihn mit diesen Zugangsdaten nicht heraus',
  'newest-alone': 'der Server gibt mit diesen Zugangsdaten nur die neueste Version heraus',
  'deleted-there': 'er ist dort gelöscht, und der Server gibt nichts davon heraus',
  'versions-gone': ({ count = 0 }) =>
    `${count} seiner Versionen ${count === 1 ? 'ist' : 'sind'} dort gelöscht und nicht mitgekommen`,
  'no-secret': 'das ist ein Objekt anderer Art',
};

/** Warum ein Eintrag übersprungen wurde, gescheitert ist oder nur teilweise ankam. */
export function importNote(note: ImportNoteTold): string {
  const told = notes[note.reason];
  return typeof told === 'function' ? told(note) : told;
}

/** Wo in der Datei das ist. */
export function importPlace({ file, ...note }: ImportNoteTold): string {
  if (file === undefined) return placeOf(note);
  return note.place === '' && note.line === undefined ? file : `${file}, ${placeOf(note)}`;
}

function placeOf({ place, isFolder, line }: ImportNoteTold): string {
  if (line !== undefined) return `Zeile ${line}`;
  if (place === '') return 'die Datei';
  return isFolder ? `Ordner ${place}` : place;
}

/** Wo eine ganze Datei abgelehnt wurde, wenn das bekannt ist. */
export function importRefusedAt(place: ImportPlace): string | undefined {
  const { part, line, column, version, paths } = place;
  if (paths !== undefined) return importLacking(place);
  if (line !== undefined) return `Zeile ${line}, Spalte ${column ?? 1}`;
  if (version !== undefined) return `Version ${version}`;
  return part === undefined ? importProgram(place) : partsOfFile[part];
}

/** Das Programm, aus dem der Export ist. */
export function importProgram({ program, isEncrypted }: ImportPlace): string | undefined {
  return program !== undefined && isEncrypted ? `${program} (verschlüsselt)` : program;
}

/** Was aus einem Eintrag einer Datei würde, in einer Zeile. */
export function importPlanned(entry: PlannedEntry): string {
  const { standing, choice } = entry;
  if (standing === 'new') return `neu: ${choice === 'skip' ? importChoices.skip : importBrings(entry)}`;
  return `${importStands(entry)}: ${importChoices[choice]}`;
}

/** Wie ein Fenster die Felder eines Eintrags nennt; die Kommandozeile nimmt ihre Namen. */
type Labels = (names: readonly string[]) => readonly string[];
const asNamed: Labels = (names) => names;

/** Wie ein Eintrag zu dem steht, was da ist. */
export function importStands(entry: PlannedEntry, labels: Labels = asNamed): string {
  const { standing, meets = '' } = entry;
  const differs = labels(entry.differs ?? []);
  if (standing === 'new') return 'neu';
  if (standing === 'same') return `gleich wie ${meets}`;
  return `anders als ${meets}${differs.length === 0 ? '' : ` (${differs.join(', ')})`}`;
}

/** Vorlage, Felder und was ein Eintrag sonst mitbringt. */
export function importBrings(entry: PlannedEntry, labels: Labels = asNamed): string {
  const { fields, versions, tags = 0, extras = [] } = entry;
  const names = fields.map(({ name }) => name);
  const template = templateOf(names);
  const rest = [
    ...(versions > 1 ? [`${versions} Versionen`] : []),
    ...(tags > 0 ? [`${tags} ${tags === 1 ? 'Schlagwort' : 'Schlagwörter'}`] : []),
    ...extras.map((one) => extraWords[one]),
  ];
  const told = names.length === 0 ? 'keine Felder' : labels(names).join(', ');
  const kind = template === undefined ? '' : `${templateWords.names[template]}, `;
  return `${kind}${told}${rest.length === 0 ? '' : `; ${rest.join(', ')}`}`;
}

export const importChoices: Readonly<Record<EntryChoice, string>> = {
  version: 'eine neue Version',
  both: 'ein eigener Eintrag',
  skip: 'weggelassen',
};

const extraWords: Readonly<Record<EntryExtra, string>> = {
  deleted: 'gelöscht',
  archived: 'archiviert',
  favourite: 'ein Favorit',
  expires: 'läuft ab',
};

/** Einträge, die nicht so zurückgelesen wurden, wie sie geschrieben waren. */
export function importLacking({ paths = [], count }: ImportPlace): string {
  return `${paths.join(', ')}${count === undefined ? '' : `, und ${count - paths.length} weitere`}`;
}

/** Was über die Datei eines Imports zu wissen ist, bevor sie gelöscht wird. */
export function importSource(source: ImportSource): string {
  const { tool, beside, others = [] } = source;
  const carried =
    tool === undefined
      ? []
      : [
          'Ein Programm, das ihren Ordner abgleicht, hat sie vielleicht anderswohin kopiert und behält sie dort.',
        ];
  const files = beside === undefined ? [] : [`Der Ordner ${beside} enthält ihre langen Dateien und bleibt.`];
  const all = [source, ...others];
  const plain = all.filter(({ isPlain }) => isPlain).map(({ name }) => name);
  const sealed = all.filter(({ isPlain }) => !isPlain).map(({ name }) => name);
  const what = [
    ...(plain.length === 0
      ? []
      : plain.length === 1
        ? [`${some(plain)} ist Klartext: Wer die Datei bekommt, kann diese Geheimnisse lesen.`]
        : [`${some(plain)} sind Klartext: Wer sie bekommt, kann diese Geheimnisse lesen.`]),
    ...(sealed.length === 0
      ? []
      : sealed.length === 1
        ? [`${some(sealed)} ist verschlüsselt und enthält diese Geheimnisse noch.`]
        : [`${some(sealed)} sind verschlüsselt und enthalten diese Geheimnisse noch.`]),
  ];
  return [...what, ...carried, ...files].join(' ');
}

/** Was eine gelöschte Datei zurücklässt. */
export const importMayStay =
  'Eine SSD, Sicherungen und Snapshots behalten vielleicht noch eine Weile, was in ihr stand: Überschreiben hilft dagegen nicht.';
