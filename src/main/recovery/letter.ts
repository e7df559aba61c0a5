import { letterLimits, shownSet, shownVault } from '../../shared/recovery.ts';
import type { LetterWords } from '../../shared/words/letter.ts';
import { plain } from './plain.ts';
import type { Paper, RescuePage } from './sheet.ts';
import { sheetStyle } from './sheet-style.ts';

/** What the letter for those who come after says beside its words. */
export interface Letter {
  readonly vaultName: string;
  readonly vault: string;
  /** When it is printed, in ms. */
  readonly at: number;
  /** Missing: no sheets open the vault. */
  readonly set?: { readonly set: string; readonly shares: number; readonly threshold: number } | undefined;
  /** Who has which sheet; empty where the owner wants no names on paper. */
  readonly holders: readonly { readonly sheet: number; readonly name: string }[];
  /** Where the vault lies, and where its backups are made. */
  readonly places: readonly string[];
  /** Whom to ask, in the owner's words; may be empty. */
  readonly ask: string;
}

/** One page to print: no script, nothing from elsewhere, no key and no word of a sheet. */
export function letterHtml(
  letter: Letter,
  { paper, words, rescue }: { paper: Paper; words: LetterWords; rescue?: RescuePage | undefined },
): string {
  const parts = [head, whatFor, holders, places, steps, ask].map((part) => part(letter, words));
  const hash = rescue && words.hash(rescue.version, rescue.hash.replace(/.{8}(?=.)/g, '$& '));
  return `<!doctype html>
<html lang="${words.language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'">
<title>${words.title}</title>
<style>${sheetStyle(paper)}${style}</style></head>
<body><section class="sheet letter">${parts.join('')}${hash ? `<p class="note hash">${hash}</p>` : ''}</section></body></html>
`;
}

const style = `
.letter{gap:3.6mm;font-size:10pt;line-height:1.28}
.letter .lead{text-wrap:wrap;max-width:none}
.letter h1{font-size:22pt}
.letter h2{font-size:12pt}
.letter h2{margin-bottom:1.2mm}
.letter ol,.letter ul{padding-left:6mm}
.letter li+li{margin-top:.9mm}
.letter .who{list-style:none;padding:0;display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:0 8mm}
.letter .who li{display:flex;gap:4mm;border-bottom:.3mm solid;padding:.8mm 0;margin:0}
.letter .who b{flex:none;width:18mm}
.letter .places li{display:list-item}
.letter .own{border:.4mm solid;border-radius:1.2mm;min-height:14mm;padding:2mm 3mm;overflow-wrap:anywhere}
`;

function head({ vaultName, vault, at }: Letter, words: LetterWords): string {
  return `<header><div><p class="maker">Holdfast</p><h1>${words.heading}</h1><p class="lead">${words.lead(plain(vaultName), shownVault(vault), words.date(at))}</p></div></header>`;
}

function whatFor({ set }: Letter, words: LetterWords): string {
  const how = set === undefined ? words.noSheets : words.sheets(set.threshold, set.shares, shownSet(set.set));
  return `<div><h2>${words.what}</h2><p>${words.whatText} ${how}</p></div>`;
}

function holders({ set, holders: all }: Letter, words: LetterWords): string {
  if (set === undefined) return '';
  if (all.length === 0) return `<div><h2>${words.who}</h2><p>${words.noNames}</p></div>`;
  const rows = all.map(
    ({ sheet, name }) =>
      `<li><b>${words.sheet(sheet)}</b><bdi class="clamp">${plain(name) || words.unknown}</bdi></li>`,
  );
  return `<div><h2>${words.who}</h2><ul class="who">${rows.join('')}</ul></div>`;
}

function places({ places: all }: Letter, words: LetterWords): string {
  const items = all.slice(0, 6).map((place) => `<li class="clamp"><bdi>${plain(place)}</bdi></li>`);
  const list = items.length === 0 ? `<p>${words.noPlaces}</p>` : `<ul class="places">${items.join('')}</ul>`;
  return `<div><h2>${words.where}</h2>${list}</div>`;
}

function steps({ set }: Letter, words: LetterWords): string {
  const all = words.steps(set?.threshold);
  return `<div><h2>${words.todo}</h2><ol>${all.map((step) => `<li>${step}</li>`).join('')}</ol></div>`;
}

function ask({ ask: own }: Letter, words: LetterWords): string {
  const lines = plain(own, letterLimits.ask);
  return `<div><h2>${words.ask}</h2><p class="own">${lines}</p></div>`;
}
