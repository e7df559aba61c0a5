import type { SetSize } from '../../../recovery.ts';
import { count, list, number } from '../format.ts';
import { capital, spelled } from '../numbers.ts';

type English = typeof import('../../en/window/recovery-issue.ts').issueWords;

/** Der Assistent, der einen Satz erstellt. */
export const issueWords = {
  step: (n: number, of: number) => `Schritt ${n} von ${of}`,
  safeOld: 'Sie können jederzeit aufhören. Bis zum Ende bleiben Ihre alten Blätter gültig.',
  safeFirst: 'Sie können jederzeit aufhören. Bis zum Ende ändert sich nichts an Ihrem Tresor.',
  size: {
    title: 'Wie viele Blätter?',
    text: 'Je mehr Blätter, desto mehr dürfen verloren gehen. Je mehr zum Öffnen nötig sind, desto sicherer ist der Tresor vor denen, die sie haben.',
    choices: 'Anzahl der Blätter',
    preset: ({ shares, threshold }: SetSize) => `${shares} Blätter, beliebige ${threshold} öffnen den Tresor`,
    usual: 'Für die meisten richtig.',
    own: 'Andere Anzahl',
    shares: 'Blätter insgesamt',
    threshold: 'Zum Öffnen nötig',
    faults: {
      'out-of-range': 'Wählen Sie Zahlen von 1 bis 16.',
      'threshold-too-high': 'Es können nicht mehr Blätter nötig sein, als es gibt.',
      copies:
        'Wenn ein Blatt den Tresor öffnet, wären weitere nur Kopien davon. Erstellen Sie ein Blatt, oder verlangen Sie mindestens zwei.',
    },
    meaning: ({ shares, threshold }: SetSize) => meaning(shares, threshold),
    places: ({ shares }: SetSize) => places(shares),
  },
  names: {
    title: 'Wer bewahrt sie auf?',
    text: 'Ein Name oder Ort steht gedruckt auf jedem Blatt und im Tresor, damit Sie wissen, wen Sie fragen. Lassen Sie ihn leer, hat das Blatt eine Zeile zum Schreiben.',
    holder: (n: number) => `Blatt ${n}`,
    beside: 'Mehr auf jedem Blatt',
    besideHelp:
      'Hilft der Person, die ein Blatt findet oder es nach Ihnen braucht. Jede Zeile darf leer bleiben.',
    lines: {
      owner: 'Wem er gehört, und wie man die Person erreicht',
      backups: 'Wo die Sicherungen liegen',
      program: 'Wo es Holdfast gibt',
    },
    linesFor: {
      owner: 'Name, Telefon oder E-Mail',
      backups: 'Die Festplatte im Bankschließfach',
      program: 'Die Adresse der Webseite',
    },
    examples: [
      'Meine Schwester',
      'Der Tresor zu Hause',
      'Eine gute Freundin',
      'Die Notarin',
      'Mein Schreibtisch im Büro',
    ],
  },
  paper: {
    title: 'Welches Papier ist im Drucker?',
    text: 'Jedes Blatt braucht eine Seite.',
    choices: 'Papier',
    a4: 'A4',
    a4Text: '210 × 297 mm, fast überall üblich',
    letter: 'US Letter',
    letterText: '8,5 × 11 Zoll, in Nordamerika üblich',
  },
  confirm: {
    title: 'Bestätigen Sie, dass Sie es sind',
    text: 'Wer genug Blätter hat, kann diesen Tresor öffnen. Deshalb fragt Holdfast zuerst nach der Passphrase.',
    passphrase: 'Passphrase',
    submit: 'Blätter erstellen',
    wrong: 'Es wurden keine Blätter erstellt.',
  },
  making: {
    title: 'Die Blätter werden erstellt…',
    text: 'Holdfast zeichnet jedes Blatt, verwischt es wie ein schlechter Drucker und liest es zurück.',
    working: 'Erstellen und zurücklesen',
    starting: 'Die Passphrase wird geprüft',
    progress: (done: number, total: number) =>
      `${done} von ${total === 1 ? '1 Blatt' : `${number(total)} Blättern`}`,
  },
  hand: {
    title: 'Bringen Sie sie zu Papier',
    text: 'Drucken Sie sie, oder schreiben Sie sie ab. Tun Sie es jetzt: Sobald der Tresor gesperrt wird, hat Holdfast diese Blätter nicht mehr.',
    printAll: (n: number) => (n === 1 ? 'Blatt drucken…' : `Alle ${number(n)} Blätter drucken…`),
    savePdf: 'Als PDF speichern…',
    pdfTitle: 'Als PDF speichern',
    pdfText:
      'Ein PDF ist so viel wert wie das Blatt: Eine Sicherung, ein Cloud-Ordner oder ein Dieb kann es kopieren, und nach dem Löschen bleibt manchmal etwas davon. Speichern Sie es nur, um es zu einem Drucker zu bringen, und löschen Sie es dann. Papier ist sicherer.',
    together: 'Alle in einer Datei',
    each: 'Eine Datei je Blatt',
    oneByOne: 'Einzeln',
    print: (n: number) => `Blatt ${n} drucken`,
    printShort: 'Drucken…',
    show: (n: number) => `Blatt ${n} anzeigen`,
    showShort: 'Anzeigen',
    sent: 'An den Drucker gesendet. Prüfen Sie, ob jede Seite vollständig herauskam.',
    notPrinted: 'Nichts wurde gedruckt.',
    saved: (files: readonly string[], folder: string) =>
      files.length === 1
        ? `${files[0] ?? ''} in ${folder} gespeichert. Löschen Sie die Datei nach dem Drucken.`
        : `${count(files.length, 'Datei', 'Dateien')} in ${folder} gespeichert. Löschen Sie sie nach dem Drucken.`,
    next: 'Ich habe sie auf Papier',
    goneTitle: 'Der neue Satz lässt sich nicht mehr drucken',
    gone: 'Blätter lassen sich nur drucken oder anzeigen, bis der Tresor gesperrt wird. Fehlt eines, verwerfen Sie diesen Satz und erstellen Sie einen neuen.',
  },
  sheet: {
    title: (n: number) => `Blatt ${n}`,
    text: 'Lassen Sie niemanden zusehen.',
    copy: (n: number, of: number, set: string) =>
      `Zum Abschreiben schreiben Sie oben „Holdfast, Blatt ${n} von ${of}, Satz ${set}“, dann jedes Wort mit seiner Nummer.`,
    words: 'Wörter',
    code: (n: number) => `Quadratischer Code von Blatt ${n}, für eine Kamera`,
    holder: (name: string) => `Für ${name}`,
    back: 'Zurück zu allen Blättern',
    next: 'Nächstes Blatt',
  },
  prove: {
    title: 'Lesen Sie jetzt jedes Blatt zurück',
    text: 'Nehmen Sie das Papier, nicht den Bildschirm. So fällt eine misslungene Seite auf, solange Sie sie noch einmal drucken können.',
    list: 'Blätter',
    read: 'zurückgelesen',
    open: 'noch nicht',
    three: (n: number) => `Drei Wörter von Blatt ${n} eintippen`,
    threeShort: 'Drei Wörter eintippen',
    askTitle: (n: number) => `Drei Wörter von Blatt ${n}`,
    askText: 'Tippen Sie die Wörter mit diesen Nummern vom Papier ab. Die ersten vier Buchstaben genügen.',
    word: (n: number) => `Wort ${n}`,
    check: 'Prüfen',
    wrong: (n: number) => `Das steht so nicht auf Blatt ${n}.`,
    wrongNext: (at: readonly number[]) =>
      `Vergleichen Sie ${at.length === 1 ? 'Wort' : 'die Wörter'} ${list(at)} mit dem Papier. Wenn dort steht, was Sie eingetippt haben, drucken Sie dieses Blatt noch einmal.`,
    taken: (n: number) => `Blatt ${n} ist gut lesbar.`,
    later:
      'Der Tresor wurde gesperrt, seit diese Blätter erstellt wurden. Sie lassen sich nicht noch einmal drucken, und Sie müssen ganze Blätter angeben. Fehlt eines, verwerfen Sie diesen Satz und erstellen Sie einen neuen.',
    toPaper: 'Zurück zum Drucken',
  },
  activate: {
    title: 'Jedes Blatt ist gut lesbar',
    textOld:
      'Ein Schritt fehlt noch. Dann gelten diese Blätter, und die alten öffnen diesen Tresor nicht mehr.',
    textFirst: 'Ein Schritt fehlt noch. Dann können diese Blätter diesen Tresor öffnen.',
    submit: 'Diese Blätter in Kraft setzen',
    working: 'Wird gespeichert…',
  },
  done: {
    title: 'Ihre Notfallblätter sind gültig',
    give: 'Geben Sie jedes Blatt dorthin, wo es bleiben soll. Nie zwei am selben Ort.',
    tell: 'Sagen Sie allen, die eines haben: Ein Blatt öffnet nichts. Sie geben es nur Ihnen oder jemandem, den Sie nennen.',
    backup:
      'Bewahren Sie eine Sicherung der Tresordatei an einem anderen Ort auf. Die Blätter öffnen sie; sie ersetzen sie nicht.',
    pdf: 'Wenn Sie ein PDF gespeichert haben, löschen Sie es jetzt, und leeren Sie den Papierkorb.',
    old: 'Vernichten Sie die alten Blätter. Sie öffnen noch alte Sicherungen.',
    todo: 'Was jetzt zu tun ist',
    remind: 'Mich erinnern, nachzusehen, ob alle noch da sind',
    finish: 'Fertig',
  },
  leave: {
    title: 'Verlassen, bevor die neuen Blätter in Kraft sind?',
    textOld:
      'Ihre alten Blätter bleiben gültig. Die neuen öffnen noch nichts. Machen Sie später auf der Seite Notfallblätter weiter, oder vernichten Sie, was gedruckt wurde.',
    textFirst:
      'Die neuen Blätter öffnen noch nichts. Machen Sie später auf der Seite Notfallblätter weiter, oder vernichten Sie, was gedruckt wurde. Ihre Passphrase öffnet den Tresor wie bisher.',
    textProven:
      'Jedes Blatt wurde zurückgelesen, und ein Schritt fehlt noch. Bis dahin öffnen die neuen Blätter nichts. Sie können später auf der Seite Notfallblätter weitermachen.',
    yes: 'Verlassen',
    no: 'Hier bleiben',
  },
  next: 'Weiter',
} satisfies English;

function meaning(shares: number, threshold: number): string[] {
  const spare = shares - threshold;
  const lost =
    shares === 1
      ? 'Geht dieses Blatt verloren, ersetzt es nichts.'
      : spare === 0
        ? 'Keines darf verloren gehen: Alle sind nötig.'
        : spare === 1
          ? 'Eines darf verloren gehen.'
          : `${capital(spelled(spare))} dürfen verloren gehen.`;
  if (threshold === 1) return [lost, 'Wer es findet und die Datei hat, kann den Tresor öffnen.'];
  const few = threshold - 1;
  const safe =
    few === 1
      ? 'Mit einem Blatt allein erfährt niemand etwas.'
      : `Mit ${spelled(few)} Blättern zusammen erfährt niemand etwas.`;
  return [lost, safe];
}

function places(shares: number): string {
  if (shares === 1)
    return 'Bewahren Sie es auf wie einen Hausschlüssel, oder in einem Tresor oder bei der Bank.';
  if (shares <= 3)
    return `Denken Sie an ${spelled(shares)} getrennte Orte: einen zu Hause, die anderen bei Menschen, denen Sie vertrauen.`;
  return `Denken Sie an ${spelled(shares)} Menschen und Orte, die kein Brand, kein Diebstahl und kein Streit zugleich trifft.`;
}
