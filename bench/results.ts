import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import { join } from 'node:path';
import { whole } from './measure.ts';

const file = join(import.meta.dirname, 'RESULTS.md');
const opening =
  '# Measurements\n\nWritten by `npm run bench`, one section a file of `bench/`. Figures of one section come from one run that alternated between\n' +
  'both sides; medians. Only the ratios carry over to another machine.\n';

/** One line of a table; numbers are shown with three significant digits. */
export type Row = readonly (string | number)[];

/** A target of the issue: what was measured, and whether that is enough. */
export function target(text: string, value: number, relation: 'at least' | 'at most', limit: number): string {
  const met = relation === 'at least' ? value >= limit : value <= limit;
  return `- ${text}: **${shown(value)}**, ${relation} ${limit} wanted: ${met ? 'met' : 'MISSED'}`;
}

/** A table in Markdown. */
export function table(head: readonly string[], rows: readonly Row[]): string[] {
  const line = (cells: readonly (string | number)[]) => `| ${cells.map(shown).join(' | ')} |`;
  return [line(head), `|---${'|--:'.repeat(head.length - 1)}|`, ...rows.map(line)];
}

/**
 * Prints a section, and puts it in place of the older one in RESULTS.md when the run was a whole
 * one.
 */
export function publish(title: string, lines: readonly string[]): void {
  const section = [`## ${title}`, '', ...lines, '', machine(), ''].join('\n');
  console.log(`\n${section}`);
  if (!whole) {
    console.log('(not written down: not all sizes, or not all runs)');
    return;
  }
  const sections = new Map(readSections().map((text) => [text.slice(0, text.indexOf('\n')), text]));
  sections.set(`## ${title}`, section);
  const ordered = [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, text]) => text.trimEnd());
  writeFileSync(file, `${[opening.trimEnd(), ...ordered].join('\n\n')}\n`);
}

function readSections(): string[] {
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split(/^(?=## )/m)
    .filter((text) => text.startsWith('## '));
}

/** What the numbers were taken on. */
export function machine(): string {
  const cpus = os.cpus();
  const load = os.loadavg().map((value) => value.toFixed(1));
  const memory = (os.totalmem() / 2 ** 30).toFixed(0);
  return (
    `*${cpus[0]?.model.trim()}, ${cpus.length} cores, ${memory} GiB, ${os.type()} ${os.release()} ${os.arch()}, node ${process.version}, ` +
    `load ${load.join(' ')} at the end, ${new Date().toISOString().slice(0, 10)}.*`
  );
}

function shown(value: string | number): string {
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) return 'n/a';
  if (value >= 1000) return Math.round(value).toString();
  return value.toPrecision(3);
}
