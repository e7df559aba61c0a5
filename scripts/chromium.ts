import { buildIfStale } from './build.ts';
import { bare, bringHome, playwright } from './e2e.ts';
import { invite } from './stranger.ts';
import { browser, installLine, missing } from './system.ts';

/** The line that brings Chromium; `undefined` where it is there. */
export function lacksChromium(): string | undefined {
  const lacking = missing(browser);
  return lacking.length === 0 ? undefined : installLine(lacking);
}

/** Runs the tests of the page in the system's Chromium and returns Playwright's exit code. */
export async function runInChromium(args: readonly string[], report?: string): Promise<number> {
  buildIfStale();
  const stranger = invite(`${import.meta.dirname}/..`);
  try {
    const code = await playwright(['e2e/chromium', ...args], stranger, bare(stranger));
    bringHome(stranger, report);
    return code;
  } finally {
    stranger.leave();
  }
}

// `npm run test:chromium`: the page in a browser of today, without Electron.
if (import.meta.main) {
  const lacking = lacksChromium();
  if (lacking !== undefined) {
    console.error(`Please install first: sudo ${lacking}`);
    process.exitCode = 1;
  } else {
    process.exitCode = await runInChromium(process.argv.slice(2));
  }
}
