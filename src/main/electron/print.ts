import {
  BrowserWindow,
  type Session,
  session,
  type WebContents,
  WebContentsView,
  type WebPreferences,
} from 'electron';
import { HoldfastError } from '../../shared/failure.ts';
import { underTheDesktop } from './traces.ts';

/** Pages on their way to paper, by address. Gone as soon as each is printed. */
const pages = new Map<string, string>();
let last = 0;

/** The page as PDF, on the paper that its own style names. Nothing touches the disk. */
export async function pdfOf(html: string): Promise<Uint8Array> {
  // No window: on a machine without a display, making one would end the process.
  const { webContents } = new WebContentsView({ webPreferences: preferences() });
  try {
    return await withPage(webContents, html, () =>
      webContents.printToPDF({ preferCSSPageSize: true, printBackground: true, generateTaggedPDF: true }),
    );
  } finally {
    webContents.close();
  }
}

/**
 * The system's print dialogue; false when it was cancelled. Refuses with `store` when the printer
 * fails.
 */
export async function printHtml(html: string, paper: 'a4' | 'letter'): Promise<boolean> {
  const window = new BrowserWindow({ show: false, webPreferences: preferences() });
  try {
    return await withPage(window.webContents, html, () =>
      underTheDesktop(() => askAndPrint(window.webContents, paper)),
    );
  } finally {
    window.destroy();
  }
}

function askAndPrint(contents: WebContents, paper: 'a4' | 'letter'): Promise<boolean> {
  const options = {
    printBackground: true,
    margins: { marginType: 'none' },
    pageSize: paper === 'a4' ? 'A4' : 'Letter',
  } as const;
  return new Promise((resolve, reject) => {
    contents.print(options, (printed, reason) => {
      if (printed || /cancel/i.test(reason)) resolve(printed);
      else reject(new HoldfastError({ code: 'store', reason: 'printer' }));
    });
  });
}

async function withPage<T>(contents: WebContents, html: string, work: () => Promise<T>): Promise<T> {
  const address = `holdfast://sheet/${++last}`;
  pages.set(address, html);
  try {
    await contents.loadURL(address);
    return await work();
  } finally {
    pages.delete(address);
  }
}

/** A page that is never seen, in which nothing runs and which reaches nothing but itself. */
function preferences(): WebPreferences {
  return {
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
  };
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
