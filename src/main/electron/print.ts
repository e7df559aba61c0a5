import { BrowserWindow, type Session, session, type WebContents } from 'electron';
import { fail } from '../../shared/failure.ts';

/** Pages on their way to paper, by address. Gone as soon as each is printed. */
const pages = new Map<string, string>();
let last = 0;

/** The page as PDF, on the paper that its own style names. Nothing touches the disk. */
export function pdfOf(html: string): Promise<Uint8Array> {
  return withPage(html, (contents) =>
    contents.printToPDF({ preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true }),
  );
}

/** The system's print dialogue; false when it was cancelled. Refuses with `store` when the printer fails. */
export function printHtml(html: string, paper: 'a4' | 'letter'): Promise<boolean> {
  return withPage(html, (contents) => {
    const options = {
      printBackground: true,
      margins: { marginType: 'none' },
      pageSize: paper === 'a4' ? 'A4' : 'Letter',
    } as const;
    return new Promise((resolve, reject) => {
      contents.print(options, (printed, reason) => {
        if (printed || /cancel/i.test(reason)) resolve(printed);
        else reject(printerFailure());
      });
    });
  });
}

function printerFailure(): unknown {
  try {
    return fail({ code: 'store', reason: 'printer' });
  } catch (error) {
    return error;
  }
}

/** A window that is never seen, in which nothing runs and which reaches nothing but its page. */
async function withPage<T>(html: string, work: (contents: WebContents) => Promise<T>): Promise<T> {
  const address = `holdfast://sheet/${++last}`;
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: sheetSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      images: false,
      webgl: false,
      webviewTag: false,
      spellcheck: false,
      devTools: false,
    },
  });
  pages.set(address, html);
  try {
    await window.loadURL(address);
    return await work(window.webContents);
  } finally {
    pages.delete(address);
    window.destroy();
  }
}

let opened: Session | undefined;

// Without "persist:" in its name it lives in memory.
function sheetSession(): Session {
  if (opened !== undefined) return opened;
  opened = session.fromPartition('holdfast-sheet', { cache: false });
  opened.protocol.handle('holdfast', ({ url }) => {
    const html = pages.get(url);
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };
    return new Response(html ?? '', { status: html === undefined ? 404 : 200, headers });
  });
  opened.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !pages.has(url) }));
  opened.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  opened.setPermissionCheckHandler(() => false);
  opened.on('will-download', (event) => event.preventDefault());
  return opened;
}
