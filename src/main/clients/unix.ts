import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { fail, systemFailure } from '../../shared/failure.ts';

/**
 * Listens on a Unix socket that its owner alone can reach. `exists` where something else lies or
 * listens there.
 */
export async function listen(server: net.Server, socket: string): Promise<void> {
  const pipe = socket.startsWith('\\\\.\\pipe\\');
  if (!pipe) await makeRoom(socket);
  // The socket is made with these rights, not given them a moment later: binding is done when
  // `listen` returns.
  const before = pipe ? undefined : process.umask(0o177);
  try {
    const listening = new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(socket, resolve);
    });
    if (before !== undefined) process.umask(before);
    await listening;
  } catch (error) {
    fail(systemFailure(error), error);
  }
}

// A socket that a crash left answers nobody. Anything else that lies there is somebody's.
async function makeRoom(socket: string): Promise<void> {
  const stat = fs.lstatSync(socket, { throwIfNoEntry: false });
  if (stat === undefined) return void fs.mkdirSync(path.dirname(socket), { recursive: true, mode: 0o700 });
  if (!stat.isSocket() || (await isAnswered(socket))) fail({ code: 'exists', what: 'socket', name: socket });
  fs.rmSync(socket);
}

/**
 * Below /tmp another user may have been first: what lies in a folder of theirs could be replaced at
 * any time. `exists`.
 */
export function ownFolder(folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { uid, mode } = fs.lstatSync(folder);
  const own = process.getuid === undefined || uid === process.getuid();
  if (!own || (mode & 0o022) !== 0) fail({ code: 'exists', what: 'socket', name: folder });
}

function isAnswered(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = net.connect(socket);
    probe.once('connect', () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
}
