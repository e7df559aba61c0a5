type English = typeof import('../../en/window/recovery-back.ts');

/** Der Weg zurück in einen Tresor, und was danach zu tun ist. */
export const recoverWords = {
  forgot: 'Ich habe die Passphrase vergessen',
  haveSheets: 'Einen verlorenen Tresor zurückholen',
  needTitle: 'Tresor mit Notfallblättern öffnen',
  need: 'Sie brauchen genug der Blätter, die für diesen Tresor gedruckt wurden. Auf jedem steht, wie viele.',
  needPaper: 'Die Blätter oder Bilder davon',
  needPaperText:
    'In beliebiger Reihenfolge. Suchen Sie Seiten, auf denen „Holdfast“ steht, mit einem quadratischen Code und 33 Wörtern.',
  needFile: 'Die Tresordatei oder eine Sicherung davon',
  needFileText: 'Ihr Name endet auf .holdfast. Sie ändert sich nicht.',
  needTime: 'Ein paar Minuten und eine neue Passphrase',
  needTimeText: 'Sie wählen sie am Ende.',
  safe: 'Bis zum letzten Schritt ändert sich nichts. Sie können jederzeit aufhören.',
  start: 'Beginnen',
  choose: 'Tresor oder Sicherung wählen…',
  chooseFolder: 'Ordner wählen…',
  giveTitle: (name: string) => `Blätter für ${name}`,
  set: (set: string, made: string) => `Suchen Sie Satz ${set} vom ${made}.`,
  stop: 'Aufhören',
  noSetTitle: 'Dieser Tresor hat keine Notfallblätter',
  noSet:
    'Zur Zeit dieser Datei waren keine Blätter gültig: Es gab noch keine, oder sie waren widerrufen. Deshalb kann kein Blatt sie öffnen.',
  noSetUnused: (made: string) =>
    `Am ${made} wurden Blätter erstellt, aber nicht alle zurückgelesen, deshalb sind sie nie in Kraft getreten. Kein Blatt kann diesen Tresor öffnen.`,
  noSetWays: 'Was Sie noch tun können',
  noSetTips: [
    'Versuchen Sie die Passphrase noch einmal: Feststelltaste, andere Tastaturbelegung, frühere Passphrase.',
    'Wählen Sie eine Sicherung von einem Tag, an dem die Blätter gültig waren. Damit öffnen sie sich.',
    'Suchen Sie eine Notiz der Passphrase, oder fragen Sie, wer sie noch kennen könnte.',
  ],
  other: 'Andere Datei wählen…',
  passphraseTitle: 'Neue Passphrase wählen',
  passphraseText:
    'Die Blätter passen. Von jetzt an öffnet die neue Passphrase den Tresor und die alte nicht mehr.',
  passphraseCopy:
    'Die Blätter passen. Der Tresor wird in eine neue Datei geschrieben, und die neue Passphrase öffnet ihn.',
  where: 'Wohin der Tresor kommt',
  whereHelp: 'Eine neue Datei. Die Sicherung ändert sich nicht.',
  whereNone: 'Noch kein Ort gewählt',
  whereFirst: 'Wählen Sie, wohin der Tresor kommt.',
  passphrase: 'Neue Passphrase',
  again: 'Neue Passphrase wiederholen',
  submit: 'Tresor öffnen',
  working: 'Der Tresor wird geöffnet…',
  damaged: 'Ein Teil des Tresors ist beschädigt, deshalb lassen sich seine Schlüssel jetzt nicht erneuern',
  damagedText:
    'Nichts wurde geschrieben. Öffnen Sie den Tresor mit seinen bisherigen Schlüsseln, und reparieren Sie ihn. Erneuern Sie dann die Schlüssel: Menü, „Schlüssel dieses Tresors erneuern…“.',
  back: 'Zurück zu den Blättern',
  stopTitle: 'Hier aufhören?',
  stopText:
    'Holdfast vergisst die Blätter, die Sie angegeben haben. Nichts wurde geändert, und die Blätter bleiben gültig.',
  stopYes: 'Aufhören',
  stopNo: 'Weitermachen',
} satisfies English['recoverWords'];

export const restoredWords = {
  title: 'Der Tresor ist wieder offen',
  text: 'Von jetzt an öffnet ihn Ihre neue Passphrase. Frühere Sicherungen öffnen sich mit den Blättern oder mit der damaligen Passphrase.',
  fresh: 'Neuen Satz Blätter erstellen',
  freshText:
    'Diese Blätter waren zusammen an einem Ort. Ein neuer Satz ist sicherer. Bis Sie einen erstellen, bleiben die alten Blätter gültig.',
  later: 'Später: Erinnern Sie mich',
  remind: 'An die nächste Probe erinnern',
  finish: 'Zum Tresor',
} satisfies English['restoredWords'];
