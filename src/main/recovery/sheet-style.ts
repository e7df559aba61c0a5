import { bold, regular } from './sheet-font.ts';

/** Sizes in mm. `full`: rows and gaps of a sheet that says something beside. */
export const papers = {
  a4: { page: 'A4', width: 210, height: 297, rows: 7.7, gap: 5.2, full: { rows: 7.1, gap: 4 } },
  letter: { page: 'letter', width: 215.9, height: 279.4, rows: 6.9, gap: 3.6, full: { rows: 6.2, gap: 2.6 } },
} as const;

/**
 * The style of a printed sheet. All of it is black: greys are lost on a photocopy, and so are lines
 * under 0.3 mm.
 */
export function sheetStyle(paper: keyof typeof papers): string {
  const { page, width, height, rows, gap, full } = papers[paper];
  return `
@font-face{font-family:Sheet;font-weight:400;src:url(data:font/woff2;base64,${regular})format("woff2")}
@font-face{font-family:Sheet;font-weight:700;src:url(data:font/woff2;base64,${bold})format("woff2")}
@page{size:${page} portrait;margin:0}
*{box-sizing:border-box;margin:0;padding:0}
html{background:#fff;color:#000;font:10pt/1.34 Sheet,sans-serif;print-color-adjust:exact;-webkit-print-color-adjust:exact}
.sheet{display:flex;flex-direction:column;gap:${gap}mm;width:${width}mm;height:${height - 0.5}mm;padding:13mm 16mm 11mm 20mm;overflow:hidden;break-after:page;break-inside:avoid}
.sheet:last-child{break-after:auto}
.sheet>*{flex:none}
header{display:flex;justify-content:space-between;gap:8mm;border-bottom:1.1mm solid;padding-bottom:3.2mm}
.maker{font-weight:700;font-size:9.5pt;letter-spacing:.16em;text-transform:uppercase}
h1{font-size:27pt;line-height:1.1;letter-spacing:-.01em;margin-top:.6mm}
.lead{font-size:11pt;line-height:1.3;margin-top:1.4mm;max-width:132mm;text-wrap:balance}
.number{flex:none;align-self:flex-start;min-width:34mm;background:#000;color:#fff;border-radius:1.6mm;text-align:center;padding:1.8mm 4mm 2.2mm}
.number span{display:block;font-weight:700;font-size:8.5pt;letter-spacing:.12em;text-transform:uppercase}
.number b{display:block;font-size:38pt;line-height:1}
.facts{display:grid;grid-template-columns:minmax(0,1fr) auto auto auto;gap:0 8mm}
dt{font-size:8.5pt;line-height:1.3}
dd{font-weight:700;font-size:12pt;line-height:1.3;white-space:nowrap}
.facts .name{display:flex;gap:.6em;align-items:baseline}
.clamp{min-width:0;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;contain:paint}
.found{display:grid;grid-template-columns:74mm minmax(0,1fr);gap:2.4mm 8mm;align-items:start}
svg{display:block;width:74mm;height:74mm}
.caption{font-size:8.5pt;line-height:1.25;margin-top:1.4mm}
h2{font-size:13.5pt;line-height:1.2}
ol.steps{list-style:none;margin-top:1.8mm}
.steps li{position:relative;padding-left:7.6mm}
.steps li+li{margin-top:1.7mm}
.steps i{position:absolute;left:0;top:.3mm;width:5.2mm;height:5.2mm;border-radius:50%;background:#000;color:#fff;font:700 9pt/5.2mm Sheet,sans-serif;text-align:center}
.warning{grid-column:1/-1;text-align:center;text-wrap:balance;border:.6mm solid;border-radius:1.2mm;padding:1.3mm 2.6mm 1.5mm;font-weight:700;line-height:1.3}
.words-head{display:flex;justify-content:space-between;align-items:baseline;gap:6mm}
.words{list-style:none;display:grid;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr);gap:0 9mm;margin-top:1.2mm;border-top:.6mm solid}
.words li{display:flex;align-items:center;gap:3.4mm;height:${rows}mm;border-bottom:.3mm solid;font-size:15pt;line-height:1;letter-spacing:.03em}
.words i{width:6mm;font:700 9pt/1 Sheet,sans-serif;letter-spacing:0;text-align:right}
.full{gap:${full.gap}mm}
.full .words li{height:${full.rows}mm}
.beside{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:0 9mm}
.beside dd{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:3;overflow:hidden;font-size:8pt;line-height:1.3;white-space:normal;overflow-wrap:anywhere}
footer{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1.7fr);gap:9mm;margin-top:auto!important}
.line{border-bottom:.4mm solid;height:8.2mm;display:flex;align-items:flex-end;padding-bottom:.8mm;font-weight:700;font-size:12pt;line-height:1.15}
.note{font-size:8.5pt;line-height:1.3}
.hash{grid-column:1/-1;font-size:8pt;line-height:1.1;white-space:nowrap}
.checks{display:grid;grid-template-columns:repeat(4,minmax(0,1fr));gap:0 5mm}
`;
}
