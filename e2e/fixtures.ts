import { execFileSync } from 'node:child_process';
import { copyFileSync, globSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { _electron, test as base, type ElectronApplication, expect, type Page } from '@playwright/test';
import { displays } from './displays.ts';
import { reportViolations, watch } from './pages/complaints.ts';

export { expect };

/** How to start the app besides the usual. */
export interface Launch {
  args?: string[];
  env?: Record<string, string>;
  /** What is run in Electron's place; it has to start that. */
  program?: string;
}

interface Fixtures {
  /** A fresh home folder; the app keeps everything of its own below it. */
  home: string;
  /** What went wrong in a window, in words; a test that leaves anything here fails. */
  complaints: string[];
  /**
   * Starts the app on `home`, as often as the test likes; what is still open at the end is closed.
   */
  launch(options?: Launch): Promise<ElectronApplication>;
  /** The app, started. */
  app: ElectronApplication;
  /** Its first window. */
  page: Page;
}

/** What hold.cjs adds to the main process. */
interface Held {
  holdfastRelease(): Promise<void>;
}

// Of this worker, and of whatever its tests start.
process.env['DISPLAY'] = displays[Number(process.env['TEST_PARALLEL_INDEX'])];

const appFolder = join(import.meta.dirname, '..');
/** What is tested is the unpacked build: `npm run test:e2e -- --packed`. */
export const packed = process.env['HOLDFAST_E2E_PACKED'] === '1';

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
  home: async ({}, use) => {
    const home = mkdtempSync(join(tmpdir(), 'home-'));
    await use(home);
    keepLogs(home);
    rmSync(home, { recursive: true, force: true, maxRetries: 5 });
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above.
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints, 'errors and policy violations in the window').toEqual([]);
  },

  launch: async ({ home, complaints }, use, testInfo) => {
    const running: ElectronApplication[] = [];
    const said: string[] = [];
    await use(async (options = {}) => {
      somebodyIsThere();
      const app = await _electron.launch({
        executablePath: options.program ?? electron(),
        // Without this Playwright adds --no-sandbox.
        chromiumSandbox: true,
        args: [
          ...(packed ? [] : ['-r', join(appFolder, 'e2e/hold.cjs'), appFolder]),
          ...(options.args ?? []),
        ],
        env: { ...environment(home), HOLDFAST_E2E_HOLD: '1', ...options.env },
      });
      running.push(app);
      app.process().stderr?.on('data', (chunk) => said.push(String(chunk)));
      await listen(app, complaints);
      await app.evaluate(() => (globalThis as unknown as Held).holdfastRelease());
      return app;
    });
    await Promise.all(running.map((app) => app.close().catch(() => undefined)));
    if (testInfo.status !== testInfo.expectedStatus) {
      await testInfo.attach('stderr of main', { body: said.join(''), contentType: 'text/plain' });
    }
  },

  app: async ({ launch }, use) => use(await launch()),

  page: async ({ app }, use) => use(await windowOf(app)),
});

/**
 * The first window of an app. Its blank page gives way to ours: before that is loaded there is
 * nothing to reload.
 */
export async function windowOf(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow();
  await page.waitForURL(({ protocol }) => protocol === 'holdfast:');
  return page;
}

/** Where the logs of every test of the run are put aside, for the last spec to search. */
export const keptLogs = join(tmpdir(), 'kept-logs');

function keepLogs(home: string): void {
  mkdirSync(keptLogs, { recursive: true });
  for (const file of globSync('**/holdfast.log*', { cwd: home })) {
    copyFileSync(join(home, file), join(keptLogs, `${basename(home)}-${basename(file)}`));
  }
}

/** The executable that scripts/e2e.ts found. */
export function electron(): string {
  const path = process.env['HOLDFAST_ELECTRON'];
  if (!path)
    throw new Error('Start the end-to-end tests with: npm run test:e2e [-- ARGUMENTS OF PLAYWRIGHT]');
  return path;
}

export function environment(home: string): Record<string, string> {
  const kept = ['PATH', 'LANG', 'DISPLAY', 'HOLDFAST_TEST_RUNTIME', 'HOLDFAST_SQLITE_BINDING'];
  const below = (name: string) => {
    const folder = join(home, name);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  };
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    HOME: home,
    TMPDIR: below('tmp'),
    XDG_CONFIG_HOME: below('config'),
    XDG_CACHE_HOME: below('cache'),
    XDG_DATA_HOME: below('data'),
    XDG_STATE_HOME: below('state'),
    XDG_RUNTIME_DIR: below('run'),
  };
}

// What Playwright types reaches the page and not the screen, by which the app tells too that nobody
// was there for ten minutes: a run takes longer.
function somebodyIsThere(): void {
  execFileSync('xdotool', ['mousemove', '1', '1', 'mousemove', '0', '0']);
}

/** Collects what every window complains of, from its first document on. */
async function listen(app: ElectronApplication, complaints: string[]): Promise<void> {
  app.on('window', (page) => watch(page, complaints));
  await app.context().addInitScript(reportViolations);
}
