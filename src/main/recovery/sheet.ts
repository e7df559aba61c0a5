import { shownSet, shownVault } from '../../shared/recovery.ts';
import { codeOf, quiet } from './code.ts';
import { type papers, sheetStyle } from './sheet-style.ts';
import { encodeSheetText } from './sheet-text.ts';

export type Paper = keyof typeof papers;

/** What stands on one sheet. `vault`: the vault's id; `set`: 8 characters; `created` in ms; `holder` '' for an empty line. */
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
}

/** One sheet as a page to print: no script, nothing from elsewhere, fonts within. */
export function sheetHtml(sheet: Sheet, paper: Paper): string {
  return sheetsHtml([sheet], paper);
}

/** Sheets as one document, each on exactly one page. */
export function sheetsHtml(sheets: readonly Sheet[], paper: Paper): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer"><meta name="robots" content="noindex">
<title>Holdfast recovery sheet</title>
<style>${sheetStyle(paper)}</style></head>
<body>${sheets.map(pageOf).join('\n')}</body></html>
`;
}

function pageOf(sheet: Sheet): string {
  return `<section class="sheet">${headOf(sheet)}${factsOf(sheet)}${foundOf(sheet)}${wordsOf(sheet)}${footOf(sheet)}</section>`;
}

function headOf({ sheet, shares, threshold }: Sheet): string {
  const lead =
    shares === 1
      ? 'This sheet alone opens the vault. Keep it like the only key to a house.'
      : `Any ${threshold} of these ${shares} sheets open the vault again. This one alone opens nothing.`;
  return `<header><div><p class="maker">Holdfast</p><h1>Recovery sheet</h1><p class="lead">${lead}</p></div>
<p class="number"><span>Sheet</span><b>${sheet}</b><span>of ${shares}</span></p></header>`;
}

function factsOf({ vaultName, vault, set, created, threshold, shares }: Sheet): string {
  const needed = shares === 1 ? 'this one' : `any ${threshold} of ${shares}`;
  return `<dl class="facts"><div class="clamp"><dt>Vault, and its number</dt><dd class="name"><bdi class="clamp">${plain(vaultName)}</bdi><span>${shownVault(vault)}</span></dd></div>
<div><dt>Set</dt><dd>${shownSet(set)}</dd></div><div><dt>Made on</dt><dd>${dateOf(created)}</dd></div><div><dt>Sheets needed</dt><dd>${needed}</dd></div></dl>`;
}

function foundOf(sheet: Sheet): string {
  return `<div class="found"><div>${codeSvg(sheet)}<p class="caption">The same words as below, for Holdfast to scan.</p></div>
<div><h2>If you found this sheet</h2><ol class="steps">${stepsOf(sheet)
    .map((step, index) => `<li><i>${index + 1}</i>${step}</li>`)
    .join('')}</ol>
<p class="warning">Keep no photograph of this sheet. Do not type its words or its code into a website, a search or a chat.</p></div></div>`;
}

/** For somebody in ten years who knows nothing of it. */
function stepsOf({ shares, threshold, sheet }: Sheet): string[] {
  const what = 'a Holdfast vault: an encrypted file, its name ending in .holdfast, that keeps passwords';
  const power =
    shares === 1
      ? `It is the key to ${what}. With it and the file, or a backup of it, anyone can open everything.`
      : `It is part ${sheet} of a key to ${what}. Alone it opens nothing: it takes any ${threshold} of the ${shares} sheets, and the file or a backup of it.`;
  const bring =
    shares === 1 ? 'Keep it safe' : `Keep it safe, and bring ${threshold} sheets of this set together`;
  return [
    `<b>What it is.</b> ${power}`,
    `<b>What to do.</b> ${bring} when its owner asks. In the app Holdfast, open the vault, choose “I forgot the passphrase”, and scan the code or type the words.`,
    '<b>Without the app.</b> The words are a share of the public standard SLIP-39 (also SLIP-0039): any tool for it can combine them, with no passphrase. What that result opens is written in docs/recovery.md and docs/format.md of Holdfast’s source.',
  ];
}

function codeSvg(sheet: Sheet): string {
  const code = codeOf(encodeSheetText(sheet));
  const side = code.length + 2 * quiet;
  // Whole rows of dark modules at once: no seam shows between neighbours.
  const path = code.flatMap((row, y) =>
    runsOf(row).map(([x, length]) => `M${x + quiet} ${y + quiet}h${length}v1h-${length}z`),
  );
  return `<svg viewBox="${quiet} ${quiet} ${side - 2 * quiet} ${side - 2 * quiet}" shape-rendering="crispEdges" role="img" aria-label="QR code"><path d="${path.join('')}"/></svg>`;
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

function wordsOf({ words }: Sheet): string {
  const rows = Math.ceil(words.length / 3);
  const items = words.map((word, index) => `<li><i>${index + 1}</i> ${plain(word)}</li>`).join('\n');
  return `<div><div class="words-head"><h2>The ${words.length} words</h2><p class="note">Read down each column. The words are what counts: with them, the code is not needed.</p></div>
<ol class="words words-${rows}">${items}</ol></div><style>.words-${rows}{grid-template-rows:repeat(${rows},auto)}</style>`;
}

function footOf({ holder }: Sheet): string {
  const check = '<div class="line"></div>';
  return `<footer><div><p class="note">Held by</p><div class="line"><bdi class="clamp">${plain(holder)}</bdi></div></div>
<div><p class="note">Checked on these dates: still there, still readable</p><div class="checks">${check.repeat(8)}</div></div></footer>`;
}

function dateOf(time: number): string {
  const date = new Date(time);
  const months = 'January February March April May June July August September October November December';
  return `${date.getUTCDate()} ${months.split(' ')[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

/** A name may be anything: no markup, no control or direction character, and no more than a line holds. */
function plain(text: string): string {
  const marks: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  const line = [...text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim()].slice(0, 120).join('');
  return line.replace(/[&<>"']/g, (mark) => marks[mark] ?? '');
}
