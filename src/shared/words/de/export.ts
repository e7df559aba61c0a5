import type { ExportLoss } from '../../export.ts';
import { count, number } from './format.ts';

const entries = (n: number) => count(n, 'Eintrag', 'Einträge');
const ofEntries = (n: number) => count(n, 'Eintrag', 'Einträgen');

export const exportLosses: Record<ExportLoss, (n: number) => string> = {
  'deleted-secrets': (n) => `${entries(n)} unter „Gelöscht“ ${n === 1 ? 'fehlt' : 'fehlen'} darin.`,
  'older-versions': (n) => `${count(n, 'ältere Version fehlt', 'ältere Versionen fehlen')} darin.`,
  files: (n) => `${count(n, 'kleine Datei fehlt', 'kleine Dateien fehlen')} darin.`,
  'long-files': (n) => `${count(n, 'lange Datei fehlt', 'lange Dateien fehlen')} darin.`,
  tags: (n) => `Die Schlagwörter von ${ofEntries(n)} fehlen darin.`,
  'field-types': (n) =>
    `${count(n, 'Feld behält', 'Felder behalten')} Name und Wert, aber nicht, dass es eine Adresse, eine Notiz oder ein Code ist.`,
  favourites: (n) =>
    `Dass ${n === 1 ? 'ein Eintrag Favorit ist' : `${number(n)} Einträge Favoriten sind`}, fehlt darin.`,
  events: (n) =>
    `Was der Verlauf von ${ofEntries(n)} von Umzügen, Schlagwörtern und Daten erzählt, fehlt darin.`,
  rules: (n) => `Regeln für Versionen und Vermerke von Programmen zu ${ofEntries(n)} fehlen darin.`,
  formulas: (n) =>
    `${count(n, 'Wert bekommt', 'Werte bekommen')} einen Apostroph davor: Eine Tabelle würde ihn sonst ausführen.`,
  renamed: (n) => `${count(n, 'Name wird', 'Namen werden')} dem Format angepasst.`,
  'no-codes': (n) => `${entries(n)} ohne Einmalcode ${n === 1 ? 'fehlt' : 'fehlen'} darin.`,
};
