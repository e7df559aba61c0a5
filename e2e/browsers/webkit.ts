import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { StartBrowser } from './browser.ts';
import { until } from './until.ts';
import { commands, driverOver, type Wire } from './web-driver.ts';

/** WebKitGTK's own small browser, driven by its WebDriver over HTTP; it needs a screen. */
export const startWebKit: StartBrowser = async ({ home, downloads }) => {
  mkdirSync(join(home, '.config'));
  writeFileSync(join(home, '.config/user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${downloads}"\n`);
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, HOME: home },
  });
  const base = `http://127.0.0.1:${port}`;
  await until('WebKitWebDriver listens', () =>
    fetch(`${base}/status`).then(
      () => true,
      () => false,
    ),
  );
  const [binary = ''] = globSync('/usr/lib/*/webkit2gtk-4.*/MiniBrowser');
  const options = { binary, args: ['--automation'] };
  const capabilities = {
    alwaysMatch: { 'webkitgtk:browserOptions': options, timeouts: { script: 300_000 } },
  };
  const session = (await ask('POST', `${base}/session`, { capabilities })) as { sessionId: string };
  const at = `${base}/session/${session.sessionId}`;
  const wire: Wire = {
    send: (command, { id, ...input } = {}) =>
      ask('POST', `${at}/${commands[command].replace(':id', String(id))}`, input),
    close: async () => {
      await ask('DELETE', at);
      const gone = once(driver, 'exit');
      driver.kill();
      await gone;
    },
  };
  return driverOver(wire);
};

async function ask(method: string, address: string, input?: unknown): Promise<unknown> {
  const response = await fetch(address, {
    method,
    ...(input !== undefined && { body: JSON.stringify(input) }),
  });
  const { value } = (await response.json()) as { value: { error?: string; message?: string } | null };
  if (!response.ok) throw new Error(`${value?.error}: ${value?.message}`);
  return value;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' ? (address?.port ?? 0) : 0;
}
