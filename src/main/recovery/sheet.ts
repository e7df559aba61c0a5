import { type SheetLines, sheetLines, shownSet, shownVault } from '../../shared/recovery.ts';
import { encodeSheetText } from '../../shared/sheets/sheet-text.ts';
import type { SheetWords } from '../../shared/words/sheet.ts';
import { codeOf, quiet } from './code.ts';
import { plain } from './plain.ts';
import { type papers, sheetStyle } from './sheet-style.ts';

export type Paper = keyof typeof papers;

/**
 * What stands on one sheet. `vault`: the vault's id; `set`: 8 characters; `created` in ms; `holder`
 * '' for an empty line.
 */
export interface Sheet {
  readonly vaultName: string;
  readonly vault: string;
  readonly set: string;
  readonly created: number;
  readonly sheet: number;
  readonly shares: number;
  readonly threshold: number;
  readonly words: readonly string[];
  readonly holder: string;
  readonly lines?: SheetLines | undefined;
}

/** Which page opens a backup without Holdfast. */
export interface RescuePage {
  readonly version: string;
  /** Its SHA-256, in hex. */
  readonly hash: string;
}

/** How sheets are printed: what is read from them depends on neither. */
export interface Printing {
  readonly paper: Paper;
  readonly words: SheetWords;
  /** The rescue page that this Holdfast lays beside backups; missing: it has none. */
  readonly rescue?: RescuePage | undefined;
}

/** One sheet as a page to print: no script, nothing from elsewhere, fonts within. */
export function sheetHtml(sheet: Sheet, printing: Printing): string {
  return sheetsHtml([sheet], printing);
}

/** Sheets as one document, each on exactly one page. */
export function sheetsHtml(sheets: readonly Sheet[], { paper, words, rescue }: Printing): string {
  return `<!doctype html>
<html lang="${words.language}"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>${words.title}</title>
<style>${sheetStyle(paper)}</style></head>
<body>${sheets.map((sheet) => pageOf(sheet, words, rescue)).join('\n')}</body></html>
`;
}

function pageOf(sheet: Sheet, words: SheetWords, rescue: RescuePage | undefined): string {
  const parts = [headOf, factsOf, foundOf, wordsOf, besideOf, footOf].map((part) =>
    part(sheet, words, rescue),
  );
  return `<section class="sheet${saysBeside(sheet) ? ' full' : ''}">${parts.join('')}</section>`;
}

function headOf({ sheet, shares, threshold }: Sheet, words: SheetWords): string {
  return `<header><div><p class="maker">Holdfast</p><h1>${words.heading}</h1><p class="lead">${words.lead(threshold, shares)}</p></div>
<p class="number"><span>${words.sheet}</span><b>${sheet}</b><span>${words.of(shares)}</span></p></header>`;
}

function factsOf({ vaultName, vault, set, created, threshold, shares }: Sheet, words: SheetWords): string {
  const fact = (name: string, value: string) => `<div><dt>${name}</dt><dd>${value}</dd></div>`;
  return `<dl class="facts"><div class="clamp"><dt>${words.vault}</dt><dd class="name"><bdi class="clamp">${plain(vaultName)}</bdi><span>${shownVault(vault)}</span></dd></div>
${fact(words.set, shownSet(set))}${fact(words.created, words.date(created))}${fact(words.needed, words.neededOf(threshold, shares))}</dl>`;
}

function foundOf(sheet: Sheet, words: SheetWords, rescue: RescuePage | undefined): string {
  return `<div class="found"><div>${codeSvg(sheet, words)}<p class="caption">${words.caption}</p></div>
<div><h2>${words.found}</h2><ol class="steps">${stepsOf(sheet, words)
    .map(([title, text], index) => `<li><i>${index + 1}</i><b>${title}</b> ${text}</li>`)
    .join('')}</ol></div>
${hashOf(words, rescue)}<p class="warning">${words.warning}</p></div>`;
}

/** Eight groups of eight digits, as the page shows them itself. */
function hashOf(words: SheetWords, rescue: RescuePage | undefined): string {
  if (rescue === undefined) return '';
  return `<p class="note hash">${words.rescueHash(rescue.version, rescue.hash.replace(/.{8}(?=.)/g, '$& '))}</p>`;
}

function stepsOf({ shares, threshold, sheet }: Sheet, words: SheetWords): [title: string, text: string][] {
  const isAlone = shares === 1;
  return [
    [words.what, isAlone ? words.whatAlone : words.whatPart(sheet, threshold, shares)],
    [words.todo, isAlone ? words.todoAlone : words.todoPart(threshold)],
    [words.without, words.withoutText],
  ];
}

function codeSvg(sheet: Sheet, words: SheetWords): string {
  const code = codeOf(encodeSheetText(sheet));
  const side = code.length + 2 * quiet;
  // Whole rows of dark modules at once: no seam shows between neighbours.
  const path = code.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x + quiet} ${y + quiet}h${length}v1h-${length}z`),
  );
  return `<svg viewBox="${quiet} ${quiet} ${side - 2 * quiet} ${side - 2 * quiet}" shape-rendering="crispEdges" role="img" aria-label="${words.code}"><path d="${path.join('')}"/></svg>`;
}

function runsOf(row: readonly boolean[]): [start: number, length: number][] {
  const runs: [number, number][] = [];
  row.forEach((isDark, x) => {
    const last = runs.at(-1);
    if (isDark && last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else if (isDark) runs.push([x, 1]);
  });
  return runs;
}

function wordsOf({ words: share }: Sheet, words: SheetWords): string {
  const rows = Math.ceil(share.length / 3);
  const items = share.map((word, index) => `<li><i>${index + 1}</i> ${plain(word)}</li>`).join('\n');
  return `<div><div class="words-head"><h2>${words.words(share.length)}</h2><p class="note">${words.wordsText}</p></div>
<ol class="words words-${rows}" lang="en">${items}</ol></div><style>.words-${rows}{grid-template-rows:repeat(${rows},auto)}</style>`;
}

function besideOf({ lines = {} }: Sheet, words: SheetWords): string {
  const said = sheetLines.flatMap((name) => {
    const line = lines[name];
    return line ? [`<div><dt>${words.beside[name]}</dt><dd><bdi>${plain(line)}</bdi></dd></div>`] : [];
  });
  return said.length === 0 ? '' : `<dl class="beside">${said.join('')}</dl>`;
}

function saysBeside({ lines = {} }: Sheet): boolean {
  return sheetLines.some((name) => lines[name]);
}

function footOf(sheet: Sheet, words: SheetWords): string {
  const check = '<div class="line"></div>';
  // What is said beside takes the room of the second row.
  const checks = saysBeside(sheet) ? 4 : 8;
  return `<footer><div><p class="note">${words.holder}</p><div class="line"><bdi class="clamp">${plain(sheet.holder)}</bdi></div></div>
<div><p class="note">${words.checked}</p><div class="checks">${check.repeat(checks)}</div></div></footer>`;
}
