import { readFile } from 'node:fs/promises';
import { BrowserWindow, type Session, session, type WebContents, type WebPreferences } from 'electron';
import type { DrillKey, DrillReading } from '../../shared/drill.ts';
import { fail } from '../../shared/failure.ts';
import type { ReadBackup } from '../drill/drill.ts';

/** Where the page is shown to itself; nothing else has this address. */
const address = 'holdfast://rescue/rescue.html';

/**
 * Reads a backup by rescue.html itself, in a window that nobody sees: sandboxed, in a session of its
 * own that lives in memory and lets no request out. `refused` hears how many it wanted.
 */
export function readByPage(page: string, refused: (requests: number) => void): ReadBackup {
  return async (file, key, { salt, signal, progress }) => {
    const html = await readFile(page);
    const blocked = { requests: 0 };
    const closed = closedSession(html, () => {
      blocked.requests += 1;
    });
    const window = new BrowserWindow({ show: false, webPreferences: preferences(closed) });
    const stop = () => window.destroy();
    signal?.addEventListener('abort', stop);
    try {
      return await read(window.webContents, { file, key, salt }, progress);
    } catch (error) {
      if (signal?.aborted) fail({ code: 'cancelled' });
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
      if (!window.isDestroyed()) window.destroy();
      await closed.clearStorageData();
      refused(blocked.requests);
    }
  };
}

interface Asked {
  readonly file: string;
  readonly key: DrillKey;
  readonly salt: string;
}

async function read(
  contents: WebContents,
  { file, key, salt }: Asked,
  progress: (part: number) => void,
): Promise<DrillReading | undefined> {
  await contents.loadURL(address);
  await giveFile(contents, file);
  contents.on('page-title-updated', (_event, title) => {
    const [, part] = /^drill ([\d.]+)$/.exec(title) ?? [];
    if (part !== undefined) progress(Number(part));
  });
  const given = JSON.stringify([key, salt]);
  return (await contents.executeJavaScript(`holdfastDrill(...${given})`)) as DrillReading | undefined;
}

/** As if a person had chosen it: a page has no other way to a file. */
async function giveFile(contents: WebContents, file: string): Promise<void> {
  contents.debugger.attach('1.3');
  try {
    const made = `document.body.append(Object.assign(document.createElement('input'), { type: 'file', id: 'drilled' }))`;
    await contents.executeJavaScript(made);
    const { root } = await contents.debugger.sendCommand('DOM.getDocument');
    const { nodeId } = await contents.debugger.sendCommand('DOM.querySelector', {
      nodeId: root.nodeId,
      selector: '#drilled',
    });
    await contents.debugger.sendCommand('DOM.setFileInputFiles', { nodeId, files: [file] });
  } finally {
    contents.debugger.detach();
  }
}

let last = 0;

// Without "persist:" in its name it lives in memory; each drill has one of its own.
function closedSession(html: Buffer, refused: () => void): Session {
  const closed = session.fromPartition(`holdfast-drill-${++last}`, { cache: false });
  closed.protocol.handle('holdfast', ({ url }) => {
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' };
    const isPage = url === address;
    return new Response(isPage ? new Uint8Array(html) : '', { status: isPage ? 200 : 404, headers });
  });
  closed.webRequest.onBeforeRequest(({ url }, answer) => {
    const cancel = url !== address && !url.startsWith('blob:holdfast://rescue/');
    if (cancel) refused();
    answer({ cancel });
  });
  closed.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  closed.setPermissionCheckHandler(() => false);
  closed.on('will-download', (event) => event.preventDefault());
  return closed;
}

function preferences(closed: Session): WebPreferences {
  return {
    session: closed,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webgl: false,
    webviewTag: false,
    spellcheck: false,
    devTools: false,
    backgroundThrottling: false,
  };
}
