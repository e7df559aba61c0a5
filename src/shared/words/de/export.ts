import type { ExportLoss } from '../../export.ts';
import { count } from './format.ts';

const entries = (n: number) => count(n, 'Eintrag', 'Einträge');
const ofEntries = (n: number) => count(n, 'Eintrag', 'Einträgen');

export const exportLosses: Record<ExportLoss, (n: number) => string> = {
  'deleted-secrets': (n) => `${entries(n)} unter „Gelöscht“ ${n === 1 ? 'fehlt' : 'fehlen'} darin.`,
  'older-versions': (n) => `${count(n, 'ältere Version fehlt', 'ältere Versionen fehlen')} darin.`,
  'deleted-versions': (n) =>
    `${count(n, 'gelöschte Version steht', 'gelöschte Versionen stehen')} unter den älteren, und nicht mehr als gelöscht.`,
  files: (n) => `${count(n, 'kleine Datei fehlt', 'kleine Dateien fehlen')} darin.`,
  'long-files': (n) => `${count(n, 'lange Datei fehlt', 'lange Dateien fehlen')} darin.`,
  'beside-codes': (n) => `Was ${entries(n)} außer Einmalcodes ${n === 1 ? 'hat' : 'haben'}, fehlt darin.`,
  unfit: (n) =>
    `${count(n, 'Wert fehlt', 'Werte fehlen')} darin: Eine Variable fasst höchstens 128 KB, und kein Nullbyte.`,
  'too-large': (n) =>
    `${entries(n)} mit mehr als 1 MiB ${n === 1 ? 'fehlt' : 'fehlen'} darin: So große nimmt Kubernetes nicht.`,
  tags: (n) => `Die Schlagwörter von ${ofEntries(n)} fehlen darin.`,
  'tag-names': (n) =>
    `Schlagwörter von ${ofEntries(n)} werden andere: Kommas, Semikolons und Leerzeichen am Rand kennt das Format darin nicht.`,
  'field-types': (n) =>
    `Von ${count(n, 'Feld', 'Feldern')} sagt das Format nicht, ob es eine Adresse, eine Notiz, ein Code oder verborgen ist.`,
  expiry: (n) => `Der Tag, an dem ${entries(n)} ${n === 1 ? 'endet' : 'enden'}, fehlt darin.`,
  'code-parts': (n) =>
    `Von ${count(n, 'Code', 'Codes')} nach Zähler fehlen Name, Stellenzahl und Verfahren: Das andere Programm macht sechs Stellen mit SHA-1.`,
  favourites: (n) => `Die Markierung von ${count(n, 'Favorit', 'Favoriten')} fehlt darin.`,
  events: (n) =>
    `Was der Verlauf von ${ofEntries(n)} von Umzügen, Schlagwörtern und Daten erzählt, fehlt darin.`,
  rules: (n) => `Regeln für Versionen und Vermerke von Programmen zu ${ofEntries(n)} fehlen darin.`,
  formulas: (n) =>
    `${count(n, 'Wert bekommt', 'Werte bekommen')} einen Apostroph davor: Eine Tabelle würde ihn sonst ausführen.`,
  renamed: (n) => `${count(n, 'Name wird', 'Namen werden')} dem Format angepasst.`,
  'no-codes': (n) => `${entries(n)} ohne Einmalcode ${n === 1 ? 'fehlt' : 'fehlen'} darin.`,
};
