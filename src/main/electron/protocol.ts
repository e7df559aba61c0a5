import { readFile } from 'node:fs/promises';
import { net, protocol, type Session } from 'electron';
import { crashPage, isCrash } from './crash-page.ts';
import { contentSecurityPolicy, crashPagePolicy, strictHeaders, withNonce } from './csp.ts';
import { servableFile } from './files.ts';
import { restAddress } from './network-rules.ts';
import { restPage } from './rest-page.ts';

/** Where pages come from. */
export interface Pages {
  /** The built renderer. */
  readonly root: string;
  /** Vite's server, only while developing. */
  readonly devServer?: string;
  /** Named on the crash page. */
  readonly logFile: string;
}

/** Makes `holdfast:` a scheme with origins, before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'holdfast', privileges: { standard: true, secure: true } },
  ]);
}

/** Serves `holdfast://app` and the crash page; every other address is not found. */
export function servePages(session: Session, pages: Pages): void {
  session.protocol.handle('holdfast', async (request) => {
    const { host } = new URL(request.url);
    if (request.method !== 'GET') return notFound();
    if (host === 'crash') return serveCrashPage(request.url, pages);
    if (request.url === restAddress) return serveRest();
    if (host !== 'app') return notFound();
    return pages.devServer ? proxy(request.url, pages.devServer) : serveFile(request.url, pages.root);
  });
}

async function serveFile(url: string, root: string): Promise<Response> {
  const found = servableFile(root, url);
  const bytes = found && (await readFile(found.file).catch(() => undefined));
  if (bytes === undefined) return notFound();
  if (!found?.type.startsWith('text/html')) return answer(new Uint8Array(bytes), found?.type ?? '');
  const nonce = newNonce();
  return answer(withNonce(bytes.toString(), nonce), found.type, contentSecurityPolicy({ nonce }));
}

function serveCrashPage(url: string, { logFile }: Pages): Response {
  const why = new URL(url).pathname.slice(1);
  if (!isCrash(why)) return notFound();
  const nonce = newNonce();
  return answer(crashPage(why, logFile, nonce), 'text/html; charset=utf-8', crashPagePolicy(nonce));
}

function serveRest(): Response {
  const nonce = newNonce();
  return answer(restPage(nonce), 'text/html; charset=utf-8', crashPagePolicy(nonce));
}

// The page keeps its own origin while developing: no check of a sender has an exception for it.
async function proxy(url: string, devServer: string): Promise<Response> {
  const { pathname, search } = new URL(url);
  const response = await net.fetch(new URL(pathname + search, devServer).href);
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('text/html')) return answer(new Uint8Array(await response.arrayBuffer()), type);
  const nonce = newNonce();
  return answer(withNonce(await response.text(), nonce), type, contentSecurityPolicy({ nonce, devServer }));
}

function answer(body: string | Uint8Array<ArrayBuffer>, type: string, policy?: string): Response {
  const headers = { ...strictHeaders, 'Content-Type': type };
  return new Response(body, {
    headers: policy === undefined ? headers : { ...headers, 'Content-Security-Policy': policy },
  });
}

function notFound(): Response {
  return new Response('', { status: 404, headers: { ...strictHeaders, 'Content-Type': 'text/plain' } });
}

// The global generator: loading the ciphers for this would keep the first screen waiting.
function newNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
}
