import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { createServer, type Plugin } from 'vite';
import { type TestApp, testApp } from '../../main/ipc/testing/app.ts';
import { needsFiles, plainScene, play, type Scene } from '../../main/ipc/testing/scene.ts';
import { channel } from '../../shared/contract.ts';
import { read, written } from '../dev/wire.ts';

// `npm run page`: the window in any browser, with the real handlers behind it and a vault that is
// made for it.

/** One page's app, and where what it tells goes. */
interface Served {
  readonly app: TestApp;
  told: ServerResponse | undefined;
}

const folder = mkdtempSync(join(tmpdir(), 'holdfast-page-'));
const pages: Served[] = [];

async function start(search: URLSearchParams): Promise<{ id: string }> {
  const scene = sceneOf(search);
  const id = String(pages.length);
  const own = join(folder, id);
  const served: Served = {
    app: testApp({
      ...{ folder: own, store: needsFiles(scene) ? 'sqlite' : 'memory' },
      tell: (event, payload) =>
        served.told?.write(`event: ${channel('event', event)}\ndata: ${written(payload)}\n\n`),
    }),
    told: undefined,
  };
  pages.push(served);
  await play(served.app, own, scene);
  return { id };
}

function sceneOf(search: URLSearchParams): Scene {
  const given = Object.fromEntries(
    Object.entries(plainScene).map(([name, plain]) => {
      const said = search.get(name);
      if (said === null) return [name, plain];
      return [
        name,
        typeof plain === 'boolean' ? said !== 'no' : typeof plain === 'number' ? Number(said) : said,
      ];
    }),
  );
  return given as unknown as Scene;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
  const [, , id, name = ''] = pathname.split('/');
  if (id === undefined) return void response.end(JSON.stringify(await start(searchParams)));
  const served = pages[Number(id)];
  if (served === undefined) return void response.writeHead(404).end();
  if (name !== 'told') {
    const reply = await served.app.ask(decodeURIComponent(name), read(await text(request)));
    for (const fault of served.app.faults.splice(0)) console.error(fault);
    return void response.end(written(reply));
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  served.told = response;
}

const handlers: Plugin = {
  name: 'handlers',
  configureServer: ({ middlewares }) => {
    middlewares.use((request, response, next) => {
      if (!/^\/app([?/]|$)/.test(request.url ?? '')) return next();
      answer(request, response).catch((error: unknown) => {
        console.error(error);
        response.writeHead(500).end();
      });
    });
  },
};

const server = await createServer({
  root: join(import.meta.dirname, '..'),
  configFile: false,
  plugins: [handlers],
  server: { host: '127.0.0.1' },
});
await server.listen();
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, () => {
    rmSync(folder, { recursive: true, force: true });
    process.exit();
  });
console.log(`${server.resolvedUrls?.local[0]}dev/?secrets=1000`);
