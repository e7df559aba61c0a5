import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, test as base, chromium, expect, type Page, type Route } from '@playwright/test';
import {
  contentSecurityPolicy,
  strictHeaders,
  withLanguage,
  withNonce,
} from '../../src/main/electron/csp.ts';
import { servableFile } from '../../src/main/electron/files.ts';
import { type TestApp, testApp } from '../../src/main/ipc/testing/app.ts';
import { needsFiles, plainScene, play, type Scene } from '../../src/main/ipc/testing/scene.ts';
import { channel, contract } from '../../src/shared/contract.ts';
import type { Language } from '../../src/shared/words/languages.ts';
import { reportViolations, watch } from '../pages/complaints.ts';
import { speaksPseudo } from '../pages/pseudo.ts';

export { expect };

interface Fixtures {
  /** Where the window begins. */
  scene: Partial<Scene>;
  /** What the window speaks: a language, or the one for tests that marks what it says. */
  speaks: Language | 'pseudo';
  app: TestApp;
  /** What went wrong in the page, in words; a test that leaves anything here fails. */
  complaints: string[];
  page: Page;
}

const root = join(import.meta.dirname, '../../out/renderer');
const origin = 'https://app.holdfast.test';

/** The built page in the system's Chromium, served as the app serves it, over the real handlers. */
export const test = base.extend<Fixtures>({
  scene: [{}, { option: true }],
  speaks: ['en', { option: true }],

  browser: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from the pattern.
    async ({}, use) => {
      const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', chromiumSandbox: true });
      await use(browser);
      await browser.close();
    },
    { scope: 'worker' },
  ],

  app: async ({ scene, context }, use) => {
    const whole = { ...plainScene, ...scene };
    const folder = mkdtempSync(join(tmpdir(), 'page-'));
    const app = testApp({
      ...{ folder, store: needsFiles(whole) ? 'sqlite' : 'memory' },
      tell: (event, payload) => void tell(context, channel('event', event), payload),
    });
    await play(app, folder, whole);
    await use(app);
    await app.session.leave();
    expect(app.faults, 'what the handlers did not foresee').toEqual([]);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  },

  // biome-ignore lint/correctness/noEmptyPattern: as above.
  complaints: async ({}, use) => {
    const complaints: string[] = [];
    await use(complaints);
    expect(complaints, 'errors and policy violations in the page').toEqual([]);
  },

  page: async ({ app, context, complaints, speaks }, use) => {
    await context.route('**/*', (route) => answer(route, speaks));
    await context.exposeBinding('ask', (_, name: string, input: unknown) => app.ask(name, input));
    await context.addInitScript(bridge, groups());
    await context.addInitScript(reportViolations);
    const page = await context.newPage();
    watch(page, complaints);
    await page.goto(origin);
    await use(page);
  },
});

function answer(route: Route, speaks: Language | 'pseudo'): Promise<void> {
  const found = servableFile(root, route.request().url());
  if (found === undefined) return route.fulfill({ status: 404, headers: { ...strictHeaders } });
  const body = readFileSync(found.file);
  const headers = { ...strictHeaders, 'Content-Type': found.type };
  if (speaks === 'pseudo' && found.type.startsWith('text/javascript'))
    return route.fulfill({ body: speaksPseudo(body.toString()), headers });
  if (!found.type.startsWith('text/html')) return route.fulfill({ body, headers });
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
  return route.fulfill({
    body: withLanguage(withNonce(body.toString(), nonce), speaks === 'pseudo' ? 'de' : speaks),
    headers: { ...headers, 'Content-Security-Policy': contentSecurityPolicy({ nonce }) },
  });
}

type Groups = Record<string, Record<string, string>>;

function groups(): Groups {
  return Object.fromEntries(
    Object.entries(contract).map(([group, calls]) => [
      group,
      Object.fromEntries(Object.keys(calls).map((method) => [method, channel(group, method)])),
    ]),
  );
}

interface Bare {
  ask(name: string, input: unknown): Promise<unknown>;
  told: Map<string, Set<(payload: unknown) => void>>;
}

// Runs in the page, in the preload bridge's place.
function bridge(names: Groups): void {
  const bare = window as unknown as Bare;
  const { ask } = bare;
  bare.told = new Map();
  const on = (event: string, heard: (payload: unknown) => void) => {
    const name = `holdfast:event.${event}`;
    const all = bare.told.get(name) ?? new Set();
    bare.told.set(name, all.add(heard));
    return () => all.delete(heard);
  };
  const made = Object.entries(names).map(([group, methods]) => [
    group,
    Object.fromEntries(
      Object.entries(methods).map(([method, name]) => [method, (input: unknown) => ask(name, input)]),
    ),
  ]);
  Object.defineProperty(window, 'holdfast', { value: { ...Object.fromEntries(made), on } });
}

async function tell(context: BrowserContext, name: string, payload: unknown): Promise<void> {
  const say = ([event, value]: [string, unknown]) => {
    for (const heard of (window as unknown as Bare).told?.get(event) ?? []) heard(value);
  };
  await Promise.all(
    context.pages().map((page) => page.evaluate(say, [name, payload] as [string, unknown])),
  ).catch(() => undefined);
}
