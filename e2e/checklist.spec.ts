import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { expect, test } from './fixtures.ts';

// Electron's security checklist: the items that no other spec tests. docs/security-checklist.md
// says which test is whose.

test('the page’s preferences are the strict ones', async ({ app, page }) => {
  await page.waitForLoadState();
  const wanted = {
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
  };
  const found = await preferences(app);
  expect(found).toMatchObject(wanted);
  // Electron keeps these two out of the object where they are off.
  expect(found['nodeIntegrationInWorker'] ?? false).toBe(false);
  expect(found['devTools'] ?? false).toBe(false);
  expect(found['enableBlinkFeatures'] ?? '').toBe('');
  expect(found['disableBlinkFeatures'] ?? '').toBe('');
});

test('the page and the preload live in worlds of their own', async ({ page }) => {
  await page.waitForLoadState();
  const heard = await page.evaluate(() => {
    // The preload asks this of its own world before it listens to an event.
    Object.hasOwn = () => true;
    const { holdfast } = window as unknown as {
      holdfast: { on(event: string, listener: () => void): void };
    };
    try {
      holdfast.on('no-such-event', () => undefined);
      return 'the page has changed the preload';
    } catch (error) {
      return String(error);
    }
  });
  expect(heard).toContain('no such event');
});

test('a webview is an unknown element, and nothing attaches one', async ({ app, page, complaints }) => {
  await page.waitForLoadState();
  const before = await contentsCount(app);
  const found = await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://elsewhere.invalid/');
    view.setAttribute('allowpopups', '');
    document.body.append(view);
    return { constructor: view.constructor.name, methods: 'loadURL' in view };
  });
  expect(found).toEqual({ constructor: 'HTMLElement', methods: false });
  expect(await contentsCount(app)).toBe(before);
  complaints.length = 0;
});

test('what another origin answers, no page may read', async ({ app, page, complaints }) => {
  const server = createServer((_request, response) => response.end('from elsewhere'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  try {
    // Without the page's policy and without our filter of requests, which would each refuse it
    // before Chromium does.
    const session = await app.context().newCDPSession(page);
    await session.send('Page.setBypassCSP', { enabled: true });
    await app.evaluate(({ BrowserWindow }) => {
      const { session: pages } = BrowserWindow.getAllWindows()[0]?.webContents ?? {};
      pages?.webRequest.onBeforeRequest(null);
      return pages?.setProxy({ mode: 'direct' });
    });
    await page.reload();
    const read = await page.evaluate(
      (url) =>
        fetch(url).then(
          (response) => response.text(),
          () => 'refused',
        ),
      address,
    );
    expect(read).toBe('refused');
  } finally {
    server.close();
  }
  complaints.length = 0;
});

test('a page at a file address, or of any other site of ours, has no ear in main', async ({
  app,
  home,
  page,
}) => {
  await page.waitForLoadState();
  const file = join(home, 'page.html');
  writeFileSync(file, '<!doctype html><title>a file</title>');
  for (const address of [`file://${file}`, 'holdfast://rest/', 'holdfast://app.elsewhere/']) {
    const reply = await app.evaluate(async ({ BrowserWindow }, to) => {
      const [window] = BrowserWindow.getAllWindows();
      if (window === undefined) throw new Error('no window');
      const contents = window.webContents;
      await contents.loadURL(to).catch(() => undefined);
      // What does not load gives way to the page that says so: that is one more that must hear
      // nothing.
      while (contents.isLoading())
        await new Promise((resolve) => contents.once('did-stop-loading', () => resolve(undefined)));
      const code = 'window.holdfast ? window.holdfast.app.state() : "no bridge"';
      return contents.executeJavaScript(code).catch((error) => String(error));
    }, address);
    expect(reply, address).toBeDefined();
    expect(reply, address).not.toMatchObject({ ok: true });
  }
});

async function preferences(app: ElectronApplication): Promise<Record<string, unknown>> {
  return app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    // Only what can be told across: a session cannot.
    return JSON.parse(JSON.stringify({ ...contents.getLastWebPreferences(), session: undefined }));
  });
}

function contentsCount(app: ElectronApplication): Promise<number> {
  return app.evaluate(({ webContents }) => webContents.getAllWebContents().length);
}
