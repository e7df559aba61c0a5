import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lacksBrowsers, runInBrowsers } from './browsers.ts';
import { lacksChromium, runInChromium } from './chromium.ts';
import { runEndToEnd } from './e2e.ts';
import { tryInstalled } from './installed.ts';
import { runMutants } from './mutants/run.ts';
import { makePackages } from './package.ts';
import { show } from './run.ts';
import { browser, everything, provide } from './system.ts';
import { ofPlaywright, ofVitest, type Tally, verdict } from './tally.ts';

// `npm test`: check, unit tests, planted changes, end-to-end tests, all of them even when one
// fails; the sum is the last line.
const checkout = join(import.meta.dirname, '..');
if (process.argv.includes('--long')) process.env['HOLDFAST_LONG'] = '1';
const reports = mkdtempSync(join(tmpdir(), 'holdfast-test-'));

function check(): Tally {
  const code = show(process.execPath, [join(import.meta.dirname, 'check.ts')], { cwd: checkout });
  return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

function unit(): Tally {
  const report = join(reports, 'vitest.json');
  const vitest = join(checkout, 'node_modules/vitest/vitest.mjs');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = show(process.execPath, [vitest, ...args], { cwd: checkout });
  return ofVitest(read(report), code);
}

/** Those that the last change touches, for a minute; all of them in the long run. */
async function mutants(): Promise<Tally> {
  const long = process.env['HOLDFAST_LONG'] === '1';
  // The long rounds would be run for each planted change.
  delete process.env['HOLDFAST_LONG'];
  try {
    const bounds = long ? {} : { changed: true, seconds: 60 };
    return { ...(await runMutants({ checkout, ...bounds })), skipped: 0 };
  } finally {
    if (long) process.env['HOLDFAST_LONG'] = '1';
  }
}

async function endToEnd(): Promise<Tally> {
  const report = join(reports, 'playwright.json');
  const code = await runEndToEnd([], { report, packed: true });
  return ofPlaywright(read(report), code);
}

/** The page in the system's Chromium, where there is one. */
function inChromium(): Promise<Tally> {
  return where('Chromium', lacksChromium(), runInChromium);
}

/** The rescue page in three of the system's browsers, where they are there. */
function inBrowsers(): Promise<Tally> {
  return where('other browser', lacksBrowsers(), runInBrowsers);
}

async function where(
  what: string,
  lacking: string | undefined,
  runThere: typeof runInChromium,
): Promise<Tally> {
  if (lacking !== undefined) {
    console.log(`Not run, for there is no ${what}: ${lacking}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const report = join(reports, `${runThere.name}.json`);
  const code = await runThere([], report);
  return ofPlaywright(read(report), code);
}

/** The package as apt installs it: in CI, where a machine is nobody's own. */
async function installed(): Promise<Tally> {
  await makePackages(['--quick', 'deb']);
  await tryInstalled();
  return { passed: 1, failed: 0, skipped: 0 };
}

/** What a runner reported; `undefined` when it died before it could. */
function read(report: string): unknown {
  return existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
}

async function part(name: string, runPart: () => Tally | Promise<Tally>): Promise<Tally> {
  console.log(`\n# ${name}`);
  const began = performance.now();
  try {
    return await runPart();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    console.log(`# ${name} took ${Math.round((performance.now() - began) / 1_000)} s`);
  }
}

// CI runs as root on a machine that is nobody's own.
const isNobodys = Boolean(process.env['CI']) && process.getuid?.() === 0;

// All at once: who has to install something does it once, before minutes of tests.
try {
  provide(isNobodys ? [...everything, ...browser] : everything);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
const tallies = [
  await part('check', check),
  await part('unit tests', unit),
  await part('planted changes', mutants),
  await part('the page in Chromium', inChromium),
  ...(process.env['HOLDFAST_LONG'] === '1'
    ? [await part('the rescue page in three browsers', inBrowsers)]
    : []),
  await part('end-to-end tests', endToEnd),
  ...(isNobodys ? [await part('the installed package', installed)] : []),
];
rmSync(reports, { recursive: true });
const { lines, code } = verdict(tallies);
console.log(`\n${lines.join('\n')}`);
process.exitCode = code;
