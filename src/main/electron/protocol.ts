import { readFileSync } from 'node:fs';
import { net, type ProtocolRequest, type ProtocolResponse, protocol, type Session } from 'electron';
import { crashPage, isCrash } from './crash-page.ts';
import { contentSecurityPolicy, crashPagePolicy, strictHeaders, withLanguage, withNonce } from './csp.ts';
import { servableFile } from './files.ts';
import { restAddress } from './network-rules.ts';
import { restPage } from './rest-page.ts';
import { language } from './words.ts';

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

/**
 * Serves `holdfast://app` and the crash page; every other address is not found. Buffers rather than
 * `protocol.handle`: an answer of that is a `Response`, for which Node first loads all of `fetch`,
 * a tenth of the time until the first screen.
 */
export function servePages(session: Session, pages: Pages): void {
  session.protocol.registerBufferProtocol('holdfast', (request, callback) => {
    const answered = answerTo(request, pages);
    if (answered instanceof Promise) void answered.then(callback, () => callback(notFound()));
    else callback(answered);
  });
}

function answerTo(
  { method, url }: ProtocolRequest,
  pages: Pages,
): ProtocolResponse | Promise<ProtocolResponse> {
  const { host } = new URL(url);
  if (method !== 'GET') return notFound();
  if (host === 'crash') return serveCrashPage(url, pages);
  if (url === restAddress) return serveRest();
  if (host !== 'app') return notFound();
  return pages.devServer ? proxy(url, pages.devServer) : serveFile(url, pages.root);
}

// At once: each step of reading aside would wait for its turn between all that a starting window
// asks of this process.
function serveFile(url: string, root: string): ProtocolResponse {
  const found = servableFile(root, url);
  const bytes = found && read(found.file);
  if (bytes === undefined) return notFound();
  if (!found?.type.startsWith('text/html')) return answer(bytes, found?.type ?? '');
  const nonce = newNonce();
  return answer(pageOf(bytes.toString(), nonce), found.type, contentSecurityPolicy({ nonce }));
}

function pageOf(html: string, nonce: string): string {
  return withLanguage(withNonce(html, nonce), language());
}

function read(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function serveCrashPage(url: string, { logFile }: Pages): ProtocolResponse {
  const why = new URL(url).pathname.slice(1);
  if (!isCrash(why)) return notFound();
  const nonce = newNonce();
  return answer(crashPage(why, logFile, nonce), 'text/html; charset=utf-8', crashPagePolicy(nonce));
}

function serveRest(): ProtocolResponse {
  const nonce = newNonce();
  return answer(restPage(nonce), 'text/html; charset=utf-8', crashPagePolicy(nonce));
}

// The page keeps its own origin while developing: no check of a sender has an exception for it.
async function proxy(url: string, devServer: string): Promise<ProtocolResponse> {
  const { pathname, search } = new URL(url);
  const response = await net.fetch(new URL(pathname + search, devServer).href);
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('text/html')) return answer(Buffer.from(await response.arrayBuffer()), type);
  const nonce = newNonce();
  return answer(pageOf(await response.text(), nonce), type, contentSecurityPolicy({ nonce, devServer }));
}

function answer(body: string | Buffer, type: string, policy?: string): ProtocolResponse {
  const headers = { ...strictHeaders, 'Content-Type': type };
  return {
    statusCode: 200,
    headers: policy === undefined ? headers : { ...headers, 'Content-Security-Policy': policy },
    data: typeof body === 'string' ? Buffer.from(body) : body,
  };
}

function notFound(): ProtocolResponse {
  return {
    statusCode: 404,
    headers: { ...strictHeaders, 'Content-Type': 'text/plain' },
    data: Buffer.alloc(0),
  };
}

// The global generator: loading the ciphers for this would keep the first screen waiting.
function newNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url');
}
