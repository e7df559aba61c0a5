import type { Alike } from '../../alike.ts';
import type { CliWords } from '../../cli.ts';

/**
 * Was die Befehle zu ganzen Tresoren sagen: init, status, verify, rekey, rotate, key-file, repair,
 * merge.
 */
export const words = {
  weakKdf:
    'Warnung: Mit weniger als 64 MiB und 3 Durchläufen lässt sich die Passphrase mit wenig Aufwand durchprobieren. Nur für Tests.',
  created: (file: string) =>
    `${file} ist erstellt. Ohne seine Passphrase kann ihn niemand öffnen: Bewahren Sie sie sicher auf.`,
  createdWithKey: (file: string) =>
    `${file} ist erstellt. Ohne seine Passphrase und genau diese Schlüsseldatei kann ihn niemand öffnen: Bewahren Sie beides und eine Kopie der Datei getrennt vom Tresor auf.`,
  status: {
    app: 'App',
    vault: 'Tresor',
    revision: 'Stand',
    client: 'Aufrufer',
    created: 'erstellt',
    size: 'Größe',
    offline: 'offline seit',
    unsent: 'nicht gesendet',
    access: 'Zugriff',
    slot: 'Schlüssel',
  },
  running: (version: string) => `Holdfast ${version}, läuft`,
  locked: 'gesperrt',
  none: 'keiner',
  unregistered: 'nicht registriert',
  readOnly: 'nur lesend',
  size: (bytes: number, readOnly: boolean) => `${bytes} Byte${readOnly ? ', schreibgeschützt' : ''}`,
  recoverySlot: (set: string, created: string, threshold: string, shares: string) =>
    `Notfallblätter, Satz ${set} vom ${created}, ${threshold} von ${shares} Blättern`,
  securityKey: 'Sicherheitsschlüssel',
  passphraseAndFile: 'Passphrase und Schlüsseldatei',
  slot: (kind: string, label: string, created: string | undefined) =>
    `${kind === 'passphrase' ? 'Passphrase' : kind} "${label}"${created === undefined ? '' : ` vom ${created}`}`,
  cost: (name: string, mebibytes: number, passes: string, lanes: string) =>
    `${name}, Speicher ${mebibytes} MiB, Durchläufe ${passes}, Bahnen ${lanes}`,
  verified: {
    file: 'Datei',
    revision: 'Stand',
    objects: 'Objekte',
    bytes: 'Bytes',
    secrets: 'Einträge',
    versions: 'Versionen',
    unreferenced: 'ohne Verweis',
    damaged: 'beschädigt',
  },
  whole: 'Alles darin ist unversehrt. Was sonst in der Datei ist, gehört zu nichts und wird nie gelesen.',
  damaged: (part: string, object: string, paths: readonly string[], version: number | undefined) =>
    `beschädigt: ${part} ${object}${paths.length === 0 ? '' : `, von ${paths.map((path) => `"${path}"`).join(', ')}${version === undefined ? '' : ` (Version ${version})`}`}`,
  damagedStructure: 'beschädigt: der Aufbau der Datei selbst',
  damagedObject: (id: string) => `beschädigt: Objekt ${id}`,
  checkedStructure: 'Ohne Schlüssel geprüft: Aufbau und Prüfsummen. Mehr kann nur die Passphrase zeigen.',
  moved: {
    done: (there: string) => `Der Tresor liegt jetzt unter ${there}: kopiert und Byte für Byte verglichen.`,
    kept: (old: string) =>
      `Der bisherige bleibt als ${old} erhalten. Löschen Sie ihn, sobald Sie den Tresor dort geöffnet haben.`,
    stays: (old: string) =>
      `${old} bleibt, wie es war. Wer dort noch schreibt, schreibt in eine alte Kopie: Nennen Sie allen den neuen Ort, und entfernen Sie sie dann mit den Werkzeugen des Dienstes.`,
  },
  verdict: {
    oneLine: 'Mehrere Schreibende können hier eine gemeinsame Folge von Ständen führen.',
    late: 'Der Dienst nimmt verspätete Anfragen an; Holdfast sieht noch einmal nach, wo es eine geben kann.',
    heads: (why: string) =>
      `Jedes Gerät führt hier eine eigene Folge von Ständen, mit der zusammengeführt wird, was die anderen schrieben: ${why}.`,
    none: (why: string) => `Hier lässt sich kein Tresor anlegen: ${why}.`,
    why: {
      ignored: 'Der Dienst lässt einen Schreibenden überschreiben, was ein anderer gerade angelegt hat',
      unsupported: 'Der Dienst kann nicht anlegen, was nur dann entstehen soll, wenn es noch fehlt',
      race: 'Von mehreren Schreibenden zugleich sagt der Dienst nicht genau einem, dass er der erste war',
      unread: 'Der Dienst gibt nicht zurück, was geschrieben wurde',
      unlisted: 'Der Dienst listet nicht auf, was geschrieben wurde',
      undeleted: 'Der Dienst zeigt noch, was gelöscht wurde',
    },
  },
  copiesKeep: (secrets: number) =>
    `Ältere Kopien dieses Tresors behalten ${secrets === 1 ? 'den Eintrag' : `die ${secrets} Einträge`} darin. Wenn jemand eine haben könnte: "holdfast rekey --list" nennt, was dort zu ändern ist, wo es gilt.`,
  stopped:
    'Angehalten: Der Tresor hat seine neuen Schlüssel, und sie öffnen alles. Den Rest verschlüsselt die App mit ihnen, wenn der Tresor dort offen ist, oder "holdfast rekey".',
  notFinished:
    'Nicht fertig: Der Tresor hat seine neuen Schlüssel, und sie öffnen alles. Den Rest verschlüsselt die App mit ihnen, wenn der Tresor dort offen ist, oder "holdfast rekey".',
  droppedSet: (set: string) =>
    `Der Satz Notfallblätter ${set} konnte die neuen Schlüssel nicht bekommen und ist aus dem Tresor verschwunden: Seine Blätter öffnen nichts mehr. Erstellen Sie mit "holdfast recovery issue" einen neuen.`,
  droppedPassphrase: (label: string) =>
    `${label === '' ? 'Eine andere Passphrase' : `Die Passphrase "${label}"`} konnte die neuen Schlüssel nicht bekommen und ist aus dem Tresor verschwunden: Sie öffnet nichts mehr.`,
  droppedOther: (kind: string) =>
    `Ein Weg, den Tresor zu öffnen, den dieses Holdfast nicht kennt ("${kind}"), konnte die neuen Schlüssel nicht bekommen und ist aus dem Tresor verschwunden.`,
  continues: (time: string | null) => `Setzt die Erneuerung der Schlüssel vom ${time} fort.`,
  newKeys: 'Der Tresor hat neue Schlüssel. Was die alten noch öffnen können, wird mit ihnen verschlüsselt:',
  renamed:
    'Der Tresor öffnet sich mit der neuen Passphrase. Die Schlüssel sind wie zuvor: Eine ältere Kopie, mit der alten Passphrase geöffnet, öffnet auch, was später geschrieben wird.',
  neverChanged: 'Die Schlüssel dieses Tresors wurden nie erneuert.',
  outOfDate: (time: string | null) =>
    `Kein Eintrag ist mehr so wie bei der Erneuerung der Schlüssel, ${time}: Was ältere Kopien enthalten, ist überholt.`,
  toChange: (secrets: number, time: string | null) =>
    `Kopien von vor ${time} enthalten ${secrets === 1 ? 'diesen Eintrag' : `diese ${secrets} Einträge`}: Wenn jemand eine haben könnte, ändern Sie ${secrets === 1 ? 'ihn' : 'sie'} dort, wo ${secrets === 1 ? 'er gilt' : 'sie gelten'}, und speichern Sie den neuen Wert.`,
  deleted: 'gelöscht',
  dataKey: (key: number) => `Datenschlüssel ${key} verschlüsselt, was ab jetzt geschrieben wird.`,
  keyFileMade: (file: string) =>
    `${file} ist erstellt. Bewahren Sie eine Kopie getrennt vom Tresor und seinen Sicherungen auf.`,
  keyFileSet: (file: string) =>
    `${file} öffnet sich mit seiner Passphrase und dieser Schlüsseldatei zusammen. Bewahren Sie eine Kopie der Datei getrennt vom Tresor und seinen Sicherungen auf.`,
  keyFileRemoved: (file: string) => `${file} öffnet sich nur mit seiner Passphrase.`,
  standsIn: 'Der Tresor öffnet sich gar nicht: Die erste Sicherung ersetzt, was ihm fehlt.',
  repaired: { file: 'Datei', revision: 'Stand', healed: 'ersetzt' },
  objects: (n: number) => `${n} Objekte`,
  lostVersion: (path: string, version: number) => `verloren: "${path}" Version ${version}`,
  lostFile: (path: string, version: number) => `verloren: eine Datei von "${path}" Version ${version}`,
  lostUnnamed: (secrets: number) => `verloren: ${secrets} Einträge mit ihren Namen`,
  lostRecord: (what: string) => `verloren: ${what}`,
  earlier: (path: string) => `in einem früheren Stand gefunden: "${path}"`,
  unusable: (file: string) => `unbrauchbar: ${file}`,
  nothingWritten:
    'Nichts wurde geschrieben. Nennen Sie mit --from weitere Sicherungen, oder verzichten Sie auf das Verlorene: --accept-loss.',
  merged: { added: 'neu', changed: 'geändert', key: 'Schlüssel', versions: 'Versionen' },
  unreadable: (path: string, version: number) => `nicht lesbar: "${path}" Version ${version}`,
  leftOut: (path: string) =>
    `ausgelassen: "${path}", hier verschoben oder vernichtet; mit --vault FILE zusammenführen, um es zurückzuholen`,
  otherPolicy: (name: string) =>
    `Die Richtlinie "${name}" ist in der Kopie anders und bleibt hier, wie sie ist.`,
} satisfies CliWords['vaults'];

words satisfies Alike<CliWords['vaults'], typeof words>;
