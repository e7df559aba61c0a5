import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import type { StartBrowser } from './browser.ts';
import { until } from './until.ts';
import { driverOver, type Wire } from './web-driver.ts';

/** Debian's Firefox without a window, driven by Marionette, which it has inside. */
export const startFirefox: StartBrowser = async ({ home, downloads }) => {
  const profile = join(home, 'firefox');
  mkdirSync(profile);
  writeFileSync(join(profile, 'user.js'), preferences(downloads));
  const args = ['--headless', '--marionette', '--no-remote', '--profile', profile];
  const program = spawn('firefox-esr', args, { stdio: 'ignore', env: { ...process.env, HOME: home } });
  const port = join(profile, 'MarionetteActivePort');
  await until('Firefox listens', async () => existsSync(port) && readFileSync(port, 'utf8') !== '');
  const socket = connect({ host: '127.0.0.1', port: Number(readFileSync(port, 'utf8')) });
  await once(socket, 'connect');
  const ask = marionette(socket);
  await ask('WebDriver:NewSession', { capabilities: { alwaysMatch: { timeouts: { script: 300_000 } } } });
  const wire: Wire = {
    // Its elements come in a member of their own, as over HTTP.
    send: async (command, input = {}) => (await ask(command, input)).value,
    close: async () => {
      const gone = once(program, 'exit');
      socket.destroy();
      program.kill();
      await gone;
    },
  };
  return driverOver(wire);
};

function preferences(downloads: string): string {
  const wanted = {
    'marionette.port': 0,
    // Among them is one by which a page is never told that there is no network.
    'remote.prefs.recommended': false,
    'browser.download.dir': downloads,
    'browser.download.folderList': 2,
    'browser.download.always_ask_before_handling_new_types': false,
    'browser.shell.checkDefaultBrowser': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'intl.accept_languages': 'en-GB',
  };
  const line = ([name, value]: [string, unknown]) => `user_pref("${name}", ${JSON.stringify(value)});\n`;
  return Object.entries(wanted).map(line).join('');
}

interface Answer {
  readonly value?: unknown;
}

/** Marionette's protocol: the length of a message, a colon, and JSON; the first one is a greeting. */
function marionette(socket: Socket): (command: string, input: object) => Promise<Answer> {
  const waiting = new Map<number, { resolve(value: Answer): void; reject(error: Error): void }>();
  let received = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    received = Buffer.concat([received, bytes]);
    for (;;) {
      const colon = received.indexOf(':');
      const length = Number(received.subarray(0, Math.max(0, colon)).toString());
      if (colon < 0 || received.length < colon + 1 + length) return;
      const message: unknown = JSON.parse(received.subarray(colon + 1, colon + 1 + length).toString());
      received = received.subarray(colon + 1 + length);
      if (!Array.isArray(message)) continue;
      const [, id, error, value] = message as [number, number, { message: string } | null, Answer];
      if (error) waiting.get(id)?.reject(new Error(error.message));
      else waiting.get(id)?.resolve(value);
    }
  });
  let last = 0;
  return (command, input) => {
    last += 1;
    const text = JSON.stringify([0, last, command, input]);
    const answer = new Promise<Answer>((resolve, reject) => waiting.set(last, { resolve, reject }));
    socket.write(`${Buffer.byteLength(text)}:${text}`);
    return answer;
  };
}
