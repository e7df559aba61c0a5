import type { SetSize } from '../../../recovery.ts';
import { drillWords } from '../drill.ts';
import { count, list, number } from '../format.ts';
import { spelled } from '../numbers.ts';
import { recoverWords, restoredWords } from './recovery-back.ts';
import { giveWords, typeWords } from './recovery-give.ts';
import { issueWords } from './recovery-issue.ts';

type English = typeof import('../../en/window/recovery.ts').recoveryWords;

/** Notfallblätter. */
export const recoveryWords = {
  title: 'Notfallblätter',
  menu: 'Notfallblätter…',
  loading: 'Wird geladen…',
  banner: {
    label: 'Notfallblätter',
    none: 'Ohne Notfallblätter geht mit der Passphrase auch der Tresor verloren.',
    make: 'Notfallblätter erstellen',
    due: 'Es ist Zeit, nachzusehen, ob Ihre Notfallblätter alle noch da sind.',
    rehearse: 'Probe machen',
    ask: 'Ein Jahr ist um: Fragen Sie alle, die ein Blatt haben, ob es noch da ist.',
    askHolders: 'Wer ein Blatt hat',
    pending: 'Neue Notfallblätter warten darauf, zurückgelesen zu werden.',
    goOn: 'Weitermachen',
    dismiss: 'Nicht jetzt',
  },

  page: {
    noneTitle: 'Dieser Tresor hat keine Notfallblätter',
    none: 'Ihre Passphrase öffnet ihn. Aber wenn Sie die Passphrase vergessen, gibt es keinen anderen Weg hinein.',
    what: 'Notfallblätter sind Seiten, die Sie einmal drucken und Menschen und Orten geben, denen Sie vertrauen. Genug davon zusammen, etwa drei von fünf, öffnen den Tresor oder jede Sicherung. Mit weniger erfährt niemand etwas.',
    make: 'Notfallblätter erstellen',
    decline: 'Nicht für diesen Tresor',
    declinedTitle: 'Sie haben sich gegen Notfallblätter entschieden',
    declined:
      'Nur die Passphrase öffnet diesen Tresor, und Holdfast erinnert Sie nicht. Sie können jederzeit Blätter erstellen.',
    undecline: 'Wieder erinnern',
    activeTitle: ({ shares, threshold }: SetSize) =>
      shares === 1
        ? 'Ein Blatt öffnet diesen Tresor'
        : threshold === shares
          ? `Alle ${spelled(shares)} Blätter zusammen öffnen diesen Tresor`
          : `Beliebige ${spelled(threshold)} von ${spelled(shares)} Blättern öffnen diesen Tresor`,
    facts: {
      label: 'Der Satz',
      set: 'Satz',
      made: 'Erstellt am',
      rehearsed: 'Letzte Probe',
      drilled: 'Letzte Übung',
      never: 'nie',
    },
    holders: 'Wer welches Blatt hat',
    holderText: 'Die Namen stehen im Tresor; nur Sie sehen sie.',
    sheet: 'Blatt',
    holder: 'Person oder Ort',
    seen: 'Zuletzt gesehen',
    notSeen: 'nie',
    holderOf: (n: number) => `Person oder Ort von Blatt ${n}`,
    stillThere: 'Noch da',
    stillThereOf: (n: number) => `Blatt ${n} ist noch da, sagt, wer es hat`,
    has: (day: string) => `noch da am ${day}`,
    saveNames: 'Namen speichern',
    namesSaved: 'Die Namen sind gespeichert.',
    remind: 'An die nächste Probe erinnern',
    every: (n: number) => {
      if (n === 0) return 'Nie';
      if (n === 1) return 'Jeden Monat';
      if (n === 12) return 'Jedes Jahr';
      return n % 12 === 0 ? `Alle ${n / 12} Jahre` : `Alle ${n} Monate`;
    },
    due: (day: string) => `Nächste am ${day}.`,
    dueNow: 'Eine Probe ist fällig.',
    rehearse: 'Probe machen…',
    rehearseText:
      'Bringen Sie genug Blätter zusammen, und sehen Sie, dass sie den Tresor öffnen würden. Nichts ändert sich.',
    letter: 'Brief…',
    letterText:
      'Eine Seite für die, die danach kommen: was das ist, wer die Blätter hat, wo die Sicherungen liegen, was zu tun ist.',
    rescue: 'rescue.html speichern…',
    rescueTitle: 'Für den Tag ohne Holdfast',
    rescueText:
      'rescue.html öffnet eine Sicherung im Browser jedes Computers. Sie liegt neben Ihren Sicherungen; legen Sie eine weitere überall dorthin, wo eine Kopie des Tresors liegt.',
    rescueSaved: (file: string, folder: string) => `${file} in ${folder} gespeichert.`,
    drill: 'Übung…',
    drillText:
      'Sehen Sie, dass Ihre neueste Sicherung alles zurückbrächte. Eine Kopie davon wird geöffnet wie nach einem Verlust.',
    drilledOn: (day: string) => `Ihre Sicherung wurde zuletzt am ${day} in einer Übung geöffnet.`,
    replace: 'Neuen Satz erstellen…',
    replaceText: 'Wenn ein Blatt verloren ging, ein Fremder es gesehen hat oder es jemand anderes bekommt.',
    revoke: 'Diesen Satz widerrufen…',
    revokeText: 'Die Blätter öffnen dann nichts mehr, nur noch die Passphrase.',
    pendingTitle: 'Neue Blätter warten darauf, zurückgelesen zu werden',
    pending: (open: readonly number[]) =>
      open.length === 0
        ? 'Jedes Blatt wurde zurückgelesen. Ein Schritt fehlt noch: sie in Kraft setzen.'
        : `Noch zurückzulesen: ${open.length === 1 ? 'Blatt' : 'die Blätter'} ${list(open)}.`,
    pendingOld: 'Bis dahin öffnen die neuen Blätter nichts, und die alten bleiben gültig.',
    pendingFirst: 'Bis dahin öffnen die neuen Blätter nichts.',
    goOn: 'Weitermachen',
    abandon: 'Diesen Satz verwerfen…',
    retired: 'Beendete Sätze',
    retiredRow: (set: string, made: string, ended: string) => `Satz ${set} vom ${made}, beendet am ${ended}`,
    oldTitle: 'Alte Sicherungen öffnen sich noch mit ihren alten Blättern',
    old: 'Wer eine alte Sicherung und genug der alten Blätter hat, kann diese Sicherung noch öffnen. Vernichten Sie also die alten Blätter, am besten alle, oder die alten Sicherungen.',
    readOnly: 'Dieser Tresor ist schreibgeschützt geöffnet: Seine Blätter lassen sich nicht ändern.',
    back: 'Zurück zu den Notfallblättern',
  },
  revoke: {
    title: 'Diese Blätter widerrufen?',
    text: 'Dann öffnet nur noch Ihre Passphrase diesen Tresor. Eine frühere Sicherung öffnet sich noch mit den Blättern: Vernichten Sie die Blätter oder diese Sicherung.',
    passphrase: 'Passphrase',
    working: 'Wird widerrufen…',
    yes: 'Widerrufen',
    no: 'Behalten',
    done: 'Widerrufen. Die Blätter öffnen diesen Tresor nicht mehr.',
  },
  abandon: {
    title: 'Den neuen Satz verwerfen?',
    text: 'Vernichten Sie gedruckte oder gespeicherte Blätter daraus: Sie öffnen nichts. Was vorher galt, bleibt gültig.',
    yes: 'Verwerfen',
    no: 'Behalten',
    done: 'Der neue Satz ist verworfen. Vernichten Sie, was davon gedruckt wurde.',
  },

  issue: issueWords,

  rehearse: {
    title: 'Probe',
    text: 'Geben Sie so viele Blätter an, wie Sie ohne die Passphrase bräuchten. Am Tresor ändert sich nichts.',
    doneTitle: 'Diese Blätter würden Ihren Tresor öffnen',
    done: 'Nichts wurde geändert. Geben Sie jedes Blatt dorthin zurück, wo es war.',
    recorded: (day: string) => `Vermerkt: Probe am ${day}.`,
    finish: 'Fertig',
  },

  letter: {
    title: 'Ein Brief für die, die danach kommen',
    text: 'Eine Seite, die jemandem, der Holdfast nicht kennt, sagt, was Ihr Tresor ist, wo er und seine Sicherungen liegen, wer die Blätter hat und was in welcher Reihenfolge zu tun ist. Kein Schlüssel steht darin. Sehen Sie ihn einmal im Jahr durch.',
    names: 'Drucken, wer welches Blatt hat',
    beside:
      'Die Namen auch in READ ME FIRST.txt neben den Sicherungen schreiben: Wer den Ordner liest, liest sie',
    ask: 'Wen man um Hilfe bitten kann',
    askHelp: 'Jemand, der sich mit Computern auskennt, ein Notar, eine Telefonnummer.',
    print: 'Drucken…',
    save: 'Als PDF speichern…',
    printed: 'An den Drucker geschickt.',
    saved: (file: string) => `Als ${file} gespeichert.`,
    made: (day: string) =>
      `Der letzte Brief ist vom ${day}. Drucken Sie einen neuen, wenn ein Blatt in andere Hände kommt oder Sicherungen an einem anderen Ort liegen.`,
  },
  drill: {
    title: 'Öffnen Sie Ihre Sicherung wie nach einem Verlust',
    text: 'Holdfast kopiert Ihre neueste Sicherung, öffnet die Kopie mit rescue.html und den Blättern, die Sie angeben, und vergleicht alles darin mit diesem Tresor. Danach wird die Kopie entfernt. Nichts ändert sich.',
    backup: (name: string, age: string | undefined) =>
      `Die neueste Sicherung ist ${name}${age === undefined ? '' : `, erstellt ${age}`}.`,
    readable: (name: string, age: string | undefined) =>
      `Die neueste lesbare Sicherung ist ${name}${age === undefined ? '' : `, erstellt ${age}`}.`,
    withPassphrase: 'Stattdessen mit der Passphrase',
    withSheets: 'Stattdessen mit Blättern',
    passphrase: 'Passphrase der Sicherung',
    open: 'Sicherung öffnen',
    running: 'Die Sicherung wird geöffnet…',
    runningText:
      'So würde sie jemand lesen, der die Sicherung, diese Blätter und einen Browser hat, und Holdfast nicht.',
    reading: 'Alles wird gelesen und verglichen',
  },
  drilled: {
    ...drillWords,
    okTitle: 'Ihre Sicherung brächte alles zurück',
    ok: 'Alles darin wurde gelesen und ist wie in diesem Tresor. Die Kopie ist entfernt. Geben Sie jedes Blatt dorthin zurück, wo es war.',
    badTitle: 'Diese Sicherung brächte nicht alles zurück',
    bad: 'Die Kopie ist entfernt, und die Sicherung wurde nicht geändert. Erstellen Sie eine neue, am besten auf einem anderen Datenträger, und machen Sie die Übung noch einmal.',
    closedTitle: 'Das öffnet diese Sicherung nicht',
    closed:
      'Eine Sicherung geht mit der Passphrase und den Blättern auf, die galten, als sie entstand. Wurden sie seitdem geändert, erstellen Sie eine neue Sicherung und machen Sie die Übung noch einmal.',
    nothing:
      'Mit einem Blatt weniger oder einer anderen Passphrase bekommt ein Fremder nichts. Das wurde versucht.',
    lessOpened: 'Auch mit weniger als nötig ging sie auf. Das darf nie sein: Bitte melden Sie es.',
    lost: (n: number) =>
      n === 1
        ? 'Ein Teil der Sicherung ist nicht lesbar.'
        : `${number(n)} Teile der Sicherung sind nicht lesbar.`,
    wrong: (n: number, paths: readonly string[]) =>
      `Nicht wie im Tresor, obwohl niemand etwas daran geändert hat: ${list(paths)}${n > paths.length ? ` und ${number(n - paths.length)} weitere` : ''}.`,
    page: {
      other:
        'Die rescue.html neben dieser Sicherung ist nicht die, die dieses Holdfast mitbringt. Die nächste Sicherung ersetzt eine ältere.',
      none: 'Neben dieser Sicherung liegt keine rescue.html: Speichern Sie eine dorthin, damit sie ohne Holdfast aufgeht.',
    },
    facts: {
      label: 'Die Übung',
      backup: 'Sicherung',
      age: 'Erstellt',
      read: 'Gelesen',
      same: 'Verglichen',
      took: 'Dauer',
    },
    read: (secrets: number, files: number) =>
      `${count(secrets, 'Eintrag', 'Einträge')}${files === 0 ? '' : `, ${count(files, 'lange Datei', 'lange Dateien')}`}`,
    same: (same: number, since: number) =>
      `${number(same)} wie im Tresor${since === 0 ? '' : `, ${number(since)} seitdem geändert`}`,
    took: (ms: number) =>
      ms < 1_000 ? 'weniger als eine Sekunde' : count(Math.round(ms / 1_000), 'Sekunde', 'Sekunden'),
    finish: 'Fertig',
  },

  give: giveWords,
  type: typeWords,

  recover: recoverWords,
  restored: restoredWords,
} satisfies English;
