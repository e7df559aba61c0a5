import type { WindowWords } from '../../window.ts';
import { number, secrets, some } from '../format.ts';

/** Die Liste der Einträge: ihre Reihenfolge, und was mit mehreren zugleich geschieht. */
export const listWords: WindowWords['list'] = {
  sort: 'Sortieren',
  sortedBy: {
    title: 'Nach Titel',
    folder: 'Nach Ordner',
    updated: 'Zuletzt geändert',
    created: 'Neueste',
    used: 'Zuletzt benutzt',
  },
  favour: 'Zu den Favoriten',
  unfavour: 'Aus den Favoriten nehmen',
  favourite: 'Favorit',
  favoured: (n) =>
    n === 1 ? '1 Eintrag ist jetzt ein Favorit.' : `${number(n)} Einträge sind jetzt Favoriten.`,
  unfavoured: (n) =>
    n === 1 ? '1 Eintrag ist kein Favorit mehr.' : `${number(n)} Einträge sind keine Favoriten mehr.`,
  places: {
    favourites: 'Favoriten',
    due: 'Läuft ab',
    groups: { types: 'Arten', tags: 'Schlagwörter' },
    noneDue: { title: 'Nichts läuft ab', text: 'Kein Eintrag ist abgelaufen oder wird es bald sein.' },
    noneLeft: { title: 'Keiner mehr', text: 'Hier ist kein Eintrag mehr.' },
    noFavourites: {
      title: 'Noch keine Favoriten',
      text: 'Geben Sie dem einen Stern, was Sie am meisten brauchen: mit Strg+D, oder mit dem Stern über dem Eintrag.',
    },
  },
  chosen: (n) => `${secrets(n)} ausgewählt`,
  chosenHelp: 'Was Sie hier tun, ist eine einzige Änderung. Strg+Z nimmt sie zurück.',
  chosenMenu: 'Aktionen',
  none: 'Auswahl aufheben',
  move: 'Verschieben…',
  moveTitle: (n) => (n === 1 ? 'Diesen Eintrag verschieben nach' : `${secrets(n)} verschieben nach`),
  moveFolderTitle: (name) => `Den Ordner ${name} verschieben nach`,
  renameTitle: (name) => `Den Ordner ${name} umbenennen`,
  rename: 'Umbenennen',
  renameMenu: 'Umbenennen…',
  folderName: 'Name',
  folderFaults: (fault) =>
    fault === 'empty'
      ? 'Geben Sie einen Namen ein.'
      : fault === 'slash'
        ? 'Ein Name hat keinen Schrägstrich. Verschieben Sie den Ordner, wenn er woanders liegen soll.'
        : fault === 'too-long'
          ? 'Dieser Name ist zu lang.'
          : 'So kann ein Ordner nicht heißen.',
  addTagTitle: (n) => `Schlagwort hinzufügen: ${secrets(n)}`,
  removeTagTitle: (n) => `Schlagwort entfernen: ${secrets(n)}`,
  folder: 'Ordner',
  noFolder: 'Kein Ordner',
  newFolder: (name) => `Neuer Ordner „${name}“`,
  copyToVault: 'In einen anderen Tresor kopieren…',
  moveToVault: 'In einen anderen Tresor verschieben…',
  copyToVaultTitle: (n) => `${secrets(n)} kopieren nach`,
  moveToVaultTitle: (n) => `${secrets(n)} verschieben nach`,
  copiedToVault: (n, vault) => `${secrets(n)} mit allen Versionen nach ${vault} kopiert.`,
  movedToVault: (n, vault) =>
    `${secrets(n)} mit allen Versionen nach ${vault} verschoben. Hier finden Sie sie unter „Gelöscht“.`,
  addTag: 'Schlagwort hinzufügen…',
  removeTag: 'Schlagwort entfernen…',
  tag: 'Schlagwort',
  newTag: (name) => `Neues Schlagwort „${name}“`,
  noTags: 'Keiner davon hat ein Schlagwort.',
  noMatch: 'Nichts passt.',
  delete: 'Löschen',
  undelete: 'Zurückholen',
  moved: (n, folder) =>
    `${secrets(n)} ${folder === '' ? 'aus den Ordnern genommen' : `nach ${folder} verschoben`}.`,
  tagged: (n) =>
    n === 1 ? 'Schlagwörter eines Eintrags geändert.' : `Schlagwörter von ${number(n)} Einträgen geändert.`,
  deleted: (n) => `${secrets(n)} gelöscht.`,
  undeleted: (n) => `${secrets(n)} zurückgeholt.`,
  folderMoved: (name) => `Der Ordner heißt jetzt ${name}.`,
  takenBack: (n) => `Für ${secrets(n)} zurückgenommen.`,
  takenBackBut: (n, stays) =>
    `Für ${secrets(n)} zurückgenommen. Seither geändert, also bleibt: ${some(stays)}.`,
  notTakenBack:
    'Das wurde inzwischen geändert, deshalb wird nichts zurückgenommen. Sehen Sie die Versionen an.',
  nothingToDo: 'Es gab nichts zu ändern.',
  exists: (path) =>
    `Unter ${path} liegt schon ein Eintrag. Nichts wurde geändert: Benennen Sie zuerst einen davon um.`,
  changed:
    'Die Liste wurde inzwischen geändert, deshalb wurde nichts getan. Sehen Sie sie an, und versuchen Sie es noch einmal.',
  openAddress: {
    title: (host) => `${host} im Browser öffnen?`,
    text: (address) => `Der Browser und das Netz erfahren, dass Sie dorthin gehen: ${address}`,
    yes: 'Öffnen',
    tick: 'Adressen künftig ohne Frage öffnen',
  },
  openField: (name) => `${name} im Browser öffnen`,
  copyByClick: 'Zum Kopieren klicken',
  copyPassword: 'Passwort kopieren',
  copyUser: 'Benutzernamen kopieren',
  rowMenu: 'Aktionen für diesen Eintrag',
  folderMenu: (name) => `Aktionen für den Ordner ${name}`,
  fieldMenu: (name) => `Aktionen für ${name}`,
  deleteFolder: {
    title: (name, n) => `${secrets(n)} in ${name} löschen?`,
    text: 'Gelöschtes finden Sie unter „Gelöscht“. Strg+Z nimmt es zurück.',
  },
  palette: {
    title: 'Eintrag oder Aktion finden',
    placeholder: 'Eintrag oder Aktion finden',
    none: 'Nichts passt.',
    recent: 'Zuletzt benutzt',
    similar: 'Ähnliche Einträge',
    secrets: 'Einträge',
    actions: 'Aktionen',
    copyPasswordOf: (title) => `Passwort kopieren von ${title}`,
    copyUserOf: (title) => `Benutzernamen kopieren von ${title}`,
    backUpNow: 'Jetzt sichern',
    sortBy: (order) => `Sortieren: ${order}`,
  },
};
