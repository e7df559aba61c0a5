import { join } from 'node:path';
import { buildIfStale } from './build.ts';
import { bare, bringHome, playwright } from './e2e.ts';
import { openScreen } from './screen.ts';
import { invite } from './stranger.ts';
import { browser, installLine, missing, otherBrowsers, paper } from './system.ts';

const checkout = join(import.meta.dirname, '..');

/** What lacks, most often the line that brings the browsers; `undefined` where all is there. */
export function lacksBrowsers(): string | undefined {
  if (process.getuid?.() !== 0) return 'only root takes a network away';
  const lacking = missing([...browser, ...otherBrowsers, ...paper]);
  return lacking.length === 0 ? undefined : installLine(lacking);
}

/**
 * Runs the tests of the rescue page in the system's browsers and returns Playwright's exit code.
 * They see no network: a namespace of their own has the loop alone.
 */
export async function runInBrowsers(args: readonly string[], report?: string): Promise<number> {
  buildIfStale();
  const stranger = invite(checkout);
  const screen = await openScreen();
  const alone = ['unshare', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', ...stranger.prefix];
  try {
    const env = { ...bare(stranger), DISPLAY: screen.display };
    const code = await playwright(['e2e/browsers', ...args], { ...stranger, prefix: alone }, env);
    bringHome(stranger, report);
    return code;
  } finally {
    screen.close();
    stranger.leave();
  }
}

// `npm run test:browsers`: the rescue page in Chromium, Firefox and WebKitGTK.
if (import.meta.main) {
  const lacking = lacksBrowsers();
  if (lacking !== undefined) {
    console.error(lacking);
    process.exitCode = 1;
  } else {
    process.exitCode = await runInBrowsers(process.argv.slice(2));
  }
}
