import { BrowserWindow, type Session, session } from 'electron';
import type { Paper } from '../ipc/papers.ts';
import { sheetsAddress } from './network-rules.ts';

/** What a printed page may do: show its own text, styles, fonts and pictures, all of which are inside it. */
const policy = [
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'font-src data:',
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The PDF of a page whose style says its size (`@page`); nothing of it is written to a disk. */
export function pdfOf(html: string): Promise<Uint8Array> {
  return withPage(html, ({ webContents }) =>
    webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, margins: none }),
  );
}

/** Shows the system's print dialogue for a page; false when the person cancelled it. */
export function printHtml(html: string, paper: Paper): Promise<boolean> {
  return withPage(
    html,
    ({ webContents }) =>
      new Promise((resolve, reject) => {
        const options = {
          silent: false,
          printBackground: true,
          pageSize: paper === 'a4' ? 'A4' : 'Letter',
          margins: { marginType: 'none' },
        } as const;
        webContents.print(options, (success, reason) => {
          if (success) return resolve(true);
          return /cancel/i.test(reason) ? resolve(false) : reject(new Error('printing failed'));
        });
      }),
  );
}

const none = { top: 0, bottom: 0, left: 0, right: 0 };

// One after the other: they share a session, which serves one page at a time.
let last: Promise<unknown> = Promise.resolve();

function withPage<T>(html: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const run = last.then(() => onPage(html, work));
  last = run.catch(() => undefined);
  return run;
}

/** A hidden window that shows the page and is gone afterwards: no script, no preload, a session in memory that reaches nothing. */
async function onPage<T>(html: string, work: (window: BrowserWindow) => Promise<T>): Promise<T> {
  const sheets = session.fromPartition('sheets', { cache: false });
  serveOnce(sheets, html);
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: sheets,
      javascript: false,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    },
  });
  try {
    await window.loadURL(sheetsAddress);
    return await work(window);
  } finally {
    window.destroy();
    sheets.protocol.unhandle('holdfast');
  }
}

function serveOnce(sheets: Session, html: string): void {
  sheets.protocol.handle('holdfast', ({ url }) =>
    url === sheetsAddress
      ? new Response(html, {
          headers: {
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy': policy,
            'Cache-Control': 'no-store',
          },
        })
      : new Response('', { status: 404 }),
  );
}
