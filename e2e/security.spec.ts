import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { chromium, type ElectronApplication, type Page } from '@playwright/test';
import { contract } from '../src/shared/contract.ts';
import { electron, environment, expect, packed, test } from './fixtures.ts';

/** A server on this machine, over TCP and UDP at one port, that only counts who comes. */
async function listen() {
  const heard: string[] = [];
  const tcp = createServer((socket) => {
    heard.push('tcp');
    socket.destroy();
  });
  tcp.listen(0, '127.0.0.1');
  await once(tcp, 'listening');
  const { port } = tcp.address() as AddressInfo;
  const udp = createSocket('udp4', () => heard.push('udp'));
  udp.on('message', () => heard.push('udp'));
  udp.bind(port, '127.0.0.1');
  await once(udp, 'listening');
  const close = () => {
    tcp.close();
    udp.close();
  };
  return { port, heard, close };
}

/** Tries every way out that a page knows; what became of each, by name. Runs in the page. */
async function tryToLeave(port: number): Promise<Record<string, string>> {
  const at = `127.0.0.1:${port}`;
  const soon = <T>(promise: Promise<T>) =>
    Promise.race([promise, new Promise<string>((resolve) => setTimeout(resolve, 1_500, 'nothing'))]);
  const outcome = (start: (done: (word: string) => void) => void) =>
    soon(
      new Promise<string>((resolve) => {
        try {
          start(resolve);
        } catch {
          resolve('refused');
        }
      }),
    );
  const element = (tag: string, set: Record<string, string>) =>
    outcome((done) => {
      const made = Object.assign(document.createElement(tag), set);
      // A frame that was refused loads a page that says so.
      made.onload = () => done(tag === 'iframe' ? 'asked' : 'loaded');
      made.onerror = () => done('refused');
      document.body.append(made);
    });
  const call = async () => {
    const servers = [`stun:${at}`, `turn:${at}?transport=udp`, `turn:${at}?transport=tcp`];
    const iceServers = servers.map((urls) => ({ urls, username: 'u', credential: 'c' }));
    const connection = new RTCPeerConnection({ iceServers });
    connection.createDataChannel('a');
    await connection.setLocalDescription(await connection.createOffer());
    const found = await new Promise<string>((resolve) => {
      const candidates: string[] = [];
      connection.onicecandidate = ({ candidate }) => {
        if (candidate?.candidate) candidates.push(candidate.type ?? 'some');
        else if (candidate === null) resolve(candidates.join());
      };
      setTimeout(() => resolve(candidates.join()), 3_000);
    });
    connection.close();
    return found;
  };
  return {
    fetch: await soon(
      fetch(`http://${at}/`, { mode: 'no-cors' }).then(
        () => 'loaded',
        () => 'refused',
      ),
    ),
    beacon: String(navigator.sendBeacon(`http://${at}/`, 'a')),
    image: await element('img', { src: `http://${at}/a.png` }),
    style: await element('link', { rel: 'stylesheet', href: `http://${at}/a.css` }),
    frame: await element('iframe', { src: `http://${at}/` }),
    prefetch: await element('link', { rel: 'prefetch', href: `http://${at}/` }),
    preconnect: await element('link', { rel: 'preconnect', href: `http://${at}/` }),
    socket: await outcome((done) => {
      const socket = new WebSocket(`ws://${at}/`);
      socket.onopen = () => done('open');
      socket.onerror = () => done('refused');
    }),
    events: await outcome((done) => {
      const source = new EventSource(`http://${at}/`);
      source.onopen = () => done('open');
      source.onerror = () => done('refused');
    }),
    call: await call().catch(() => 'refused'),
    form: await outcome((done) => {
      const form = Object.assign(document.createElement('form'), { action: `http://${at}/`, method: 'post' });
      document.body.append(form);
      form.submit();
      setTimeout(done, 300, 'asked');
    }),
    window: String(window.open(`http://${at}/`) === null),
    navigation: await outcome((done) => {
      location.href = `http://${at}/`;
      setTimeout(done, 300, 'asked');
    }),
    file: await outcome((done) => {
      location.href = 'file:///etc/passwd';
      setTimeout(done, 300, 'asked');
    }),
  };
}

async function expectNothingLeaves(app: ElectronApplication, page: Page): Promise<void> {
  const { port, heard, close } = await listen();
  try {
    const outcomes = await page.evaluate(tryToLeave, port);
    for (const [way, word] of Object.entries(outcomes))
      expect(word, way).not.toMatch(/loaded|open|relay|srflx/);
    expect(outcomes['window']).toBe('true');
    expect(page.url()).toBe('holdfast://app/');
    expect(app.windows()).toHaveLength(1);
    expect(heard).toEqual([]);
  } finally {
    close();
  }
}

test('nothing leaves: the page’s policy refuses every way out', async ({ app, page, complaints }) => {
  await page.waitForFunction(() => document.querySelector('#root')?.childElementCount);
  await expectNothingLeaves(app, page);
  // Each refusal is a complaint of the policy, and nothing else is one.
  expect(complaints.length).toBeGreaterThan(0);
  for (const complaint of complaints.splice(0))
    expect(complaint).toMatch(/policy|Policy|ERR_BLOCKED_BY_CLIENT|Not allowed to load local/);
});

test('nothing leaves, even from a page without a policy', async ({ app, page, complaints }) => {
  const session = await app.context().newCDPSession(page);
  await session.send('Page.setBypassCSP', { enabled: true });
  await page.reload();
  await page.waitForFunction(() => document.querySelector('#root')?.childElementCount);
  await expectNothingLeaves(app, page);
  complaints.length = 0;
});

test('the page has no Node, and of main only the calls of the contract', async ({ page }) => {
  const found = await page.evaluate(() => {
    const globals = [
      'require',
      'process',
      'module',
      'Buffer',
      'global',
      'electron',
      'ipcRenderer',
      '__dirname',
    ];
    const bridge = (window as unknown as { holdfast: Record<string, object> }).holdfast;
    return {
      globals: globals.filter((name) => name in window),
      shape: Object.fromEntries(
        Object.entries(bridge).map(([group, calls]) => [group, Object.keys(calls).sort()]),
      ),
      frozen: Object.isFrozen(bridge) && Object.values(bridge).every((group) => Object.isFrozen(group)),
    };
  });
  const calls = Object.entries(contract).map(([group, methods]) => [group, Object.keys(methods).sort()]);
  expect(found.globals).toEqual([]);
  expect(found.shape).toEqual({ ...Object.fromEntries(calls), on: [] });
  expect(found.frozen).toBe(true);
});

test('the page is served with a policy that refuses by default', async ({ page }) => {
  const response = await page.reload();
  const headers = (await response?.allHeaders()) ?? {};
  const policy = headers['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self' 'nonce-");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).not.toMatch(/unsafe|\*|https?:|data:|blob:/);
  const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1];
  expect(await page.locator('meta[property="csp-nonce"]').getAttribute('content')).toBe(nonce);
  const again = await (await page.reload())?.allHeaders();
  expect(again?.['content-security-policy']).not.toContain(nonce);
});

test('every permission is refused', async ({ page, complaints }) => {
  const answers = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'];
    const states = names.map(
      async (name) => (await navigator.permissions.query({ name: name as 'camera' })).state,
    );
    const refused = (asked: Promise<unknown>) =>
      asked.then(
        () => 'granted',
        () => 'denied',
      );
    return Promise.all([
      ...states,
      Notification.requestPermission(),
      refused(navigator.mediaDevices.getUserMedia({ audio: true })),
      refused(navigator.mediaDevices.getDisplayMedia()),
      refused(navigator.clipboard.readText()),
      refused(new Promise((yes, no) => navigator.geolocation.getCurrentPosition(yes, no))),
    ]);
  });
  expect(new Set(answers)).toEqual(new Set(['denied']));
  complaints.length = 0;
});

test('the camera does not go on while no sheets are collected', async ({ page, complaints }) => {
  const answers = await page.evaluate(async () => {
    type Loose = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    const { recovery } = (window as unknown as { holdfast: Loose }).holdfast;
    const reply = await recovery?.['camera']?.({ on: true });
    const { state } = await navigator.permissions.query({ name: 'camera' as PermissionName });
    const asked = await navigator.mediaDevices.getUserMedia({ video: true }).then(
      () => 'granted',
      (error: Error) => error.name,
    );
    return { reply, state, asked };
  });
  expect(answers.reply).toEqual({ ok: false, failure: { code: 'cancelled' } });
  expect(answers.state).toBe('denied');
  expect(answers.asked).not.toBe('granted');
  complaints.length = 0;
});

test('a malformed or foreign message is refused with data, and main goes on', async ({ app, page }) => {
  const replies = await page.evaluate(async () => {
    type Loose = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    const { vault, secrets, app } = (window as unknown as { holdfast: Loose }).holdfast;
    const poison = JSON.parse('{"path":"a","__proto__":{"polluted":true}}');
    const asked = [1, 'a', [], {}, { path: 'a', more: 1 }, { path: 'x'.repeat(600) }];
    const replies = await Promise.all(asked.map((input) => secrets?.['edit']?.(input)));
    const unchosen = await vault?.['select']?.({ place: { kind: 'sqlite', location: '/etc/passwd' } });
    // What the bridge copies has lost the poison; what it calls for is refused on its own merits.
    const poisoned = await secrets?.['edit']?.(poison);
    return { replies, poisoned, unchosen, state: await app?.['state']?.(undefined) };
  });
  for (const reply of replies.replies)
    expect(reply).toMatchObject({ ok: false, failure: { code: 'bad-input' } });
  expect(replies.poisoned).toMatchObject({ ok: false });
  expect(await app.evaluate(() => 'polluted' in {})).toBe(false);
  expect(replies.unchosen).toEqual({ ok: false, failure: { code: 'denied', reason: 'not-chosen' } });
  expect(replies.state).toMatchObject({ ok: true, value: { vault: 'none' } });
});

// Without Playwright's launcher, and with Playwright only once the crash page is there: a page that
// comes while it watches would wait for its debugger for ever.
test('a crash of the page shows what happened and where the log is, and goes back', async ({ home }) => {
  const args = ['--remote-debugging-port=0', ...(packed ? [] : [join(import.meta.dirname, '..')])];
  const app = spawn(electron(), args, { env: environment(home), stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const debuggers = await firstMatch(app.stderr, /DevTools listening on (ws:\S+)/);
    const logFile = join(home, 'config/holdfast/logs/holdfast.log');
    await expect.poll(() => textIn(logFile), { timeout: 40_000 }).toContain('"event":"app.started"');
    await crash(await pageAt(debuggers, 'holdfast://app/'));
    await pageAt(debuggers, 'holdfast://crash/renderer');
    const browser = await chromium.connectOverCDP(debuggers);
    const [page] = browser.contexts().flatMap((context) => context.pages());
    if (page === undefined) throw new Error('no window');
    await expect(page.getByRole('heading', { name: 'Holdfast stopped' })).toBeVisible();
    await expect(page.getByText(logFile)).toBeVisible();
    // The bridge is there, but main does not listen to this page.
    const reply = await page.evaluate('window.holdfast.app.state()');
    expect(reply).toMatchObject({ ok: false, failure: { code: 'denied' } });
    await page.getByRole('link', { name: 'Reload' }).click();
    await expect(page).toHaveURL('holdfast://app/');
    await expect(page.getByRole('button').first()).toBeVisible();
    expect(textIn(logFile)).toContain('"event":"window.gone"');
  } finally {
    app.kill('SIGKILL');
  }
});

function textIn(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Where to debug the page at this address, once the app shows it. */
async function pageAt(debuggers: string, address: string): Promise<string> {
  const list = new URL('/json/list', debuggers.replace(/^ws/, 'http'));
  let found: { url: string; webSocketDebuggerUrl: string } | undefined;
  await expect
    .poll(
      async () => {
        const pages: (typeof found & {})[] = await (await fetch(list)).json();
        found = pages.find(({ url }) => url.startsWith(address));
        return found !== undefined || pages.map(({ url }) => url);
      },
      { message: `the page at ${address}`, timeout: 40_000 },
    )
    .toBe(true);
  return found?.webSocketDebuggerUrl ?? '';
}

/** Crashes a page: sent, and not waited for, since the answer of a dead page may not come. */
async function crash(debuggerOfPage: string): Promise<void> {
  const socket = new WebSocket(debuggerOfPage);
  await once(socket, 'open');
  socket.send(JSON.stringify({ id: 1, method: 'Page.crash' }));
}

async function firstMatch(stream: Readable, pattern: RegExp): Promise<string> {
  let said = '';
  for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
    said += String(chunk);
    const found = pattern.exec(said)?.[1];
    if (found !== undefined) return found;
  }
  throw new Error(`the app ended before it said ${pattern}`);
}

test('an error in main locks the vault and says so', async ({ app, page }) => {
  await page.waitForLoadState();
  await app.evaluate(
    () =>
      void setTimeout(() => {
        throw new Error('s3cret-in-an-error');
      }),
  );
  await expect(page.getByRole('heading', { name: 'Holdfast stopped' })).toBeVisible();
  const logs = await app.evaluate(({ app: electron }) => electron.getPath('logs'));
  const log = readFileSync(join(logs, 'holdfast.log'), 'utf8');
  expect(log).toContain('"where":"exception"');
  expect(log).not.toContain('s3cret');
});

test('an unknown kind of store: a banner that stays, and no file is touched', async ({ launch, home }) => {
  const file = join(home, 'team.holdfast');
  const before = Buffer.from('whatever lies there');
  writeFileSync(file, before);
  const app = await launch({ env: { HOLDFAST_STORE: 'weird' }, args: [file] });
  const page = await app.firstWindow();
  const banner = page.getByText('nothing is saved');
  await expect(banner).toBeVisible();
  const replies = await page.evaluate(async () => {
    type Loose = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
    const { vault, secrets } = (window as unknown as { holdfast: Loose }).holdfast;
    const fields = [{ name: 'user', type: 'text', value: 'ada' }];
    return [
      await vault?.['unlock']?.({ passphrase: 'whatever' }),
      await secrets?.['put']?.({ path: 'a/b', fields, tags: [], expect: 0 }),
    ];
  });
  expect(replies).toMatchObject([
    { ok: true, value: { vault: 'open', notices: expect.arrayContaining(['memory-only']) } },
    { ok: true, value: { version: 1 } },
  ]);
  await expect(banner).toBeVisible();
  await app.close();
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(home).filter((name) => name.startsWith('team'))).toEqual(['team.holdfast']);
});

test('a vault named on the command line is chosen; a second start gives its own to the first', async ({
  launch,
  home,
}) => {
  const [first, second] = [join(home, 'first.holdfast'), join(home, 'second.holdfast')];
  for (const file of [first, second]) writeFileSync(file, 'not looked into before it is unlocked');
  const app = await launch({ args: [first] });
  const page = await app.firstWindow();
  const state = () =>
    page.evaluate(async () => {
      type Loose = { app: { state(): Promise<{ value: { vault: string; place?: { location: string } } }> } };
      return (await (window as unknown as { holdfast: Loose }).holdfast.app.state()).value;
    });
  await expect.poll(state).toMatchObject({ vault: 'locked', place: { location: first } });
  await app.evaluate(({ app: electron }, file) => {
    electron.emit('second-instance', {}, ['holdfast', '--flag'], '/', {
      file: Buffer.from(file).toString('base64'),
    });
  }, second);
  await expect.poll(state).toMatchObject({ vault: 'locked', place: { location: second } });
});
