import fs from 'node:fs';
import path from 'node:path';
import { fail } from '../../../shared/failure.ts';
import { besideOf } from '../names.ts';
import { type Disk, nameFolder, writeNew } from './disk.ts';
import { markerBytes } from './inspect.ts';
import { folders, markerName } from './names.ts';

/**
 * Makes the folder of a vault whole or not at all: filled beside under another name, then renamed.
 * An empty folder is taken; `exists` where anything else lies there.
 */
export async function createFolder(
  on: Disk,
  root: string,
  fill: (made: string) => Promise<void>,
): Promise<void> {
  const parent = path.dirname(root);
  refuseTaken(root);
  if (!fs.statSync(parent, { throwIfNoEntry: false })?.isDirectory())
    fail({ code: 'not-found', what: 'vault', name: parent });
  const made = besideOf(parent);
  try {
    await on.createFolder(made);
    for (const name of folders) await on.createFolder(path.join(made, name));
    await writeNew(on, path.join(made, markerName), markerBytes());
    await fill(made);
    // What was put into these folders synced them; an empty one has nothing to lose.
    await on.syncFolder(made);
    await nameFolder(on, made, root);
  } finally {
    fs.rmSync(made, { recursive: true, force: true });
  }
}

function refuseTaken(root: string): void {
  const there = fs.lstatSync(root, { throwIfNoEntry: false });
  if (there === undefined) return;
  if (!there.isDirectory() || fs.readdirSync(root).length > 0)
    fail({ code: 'exists', what: 'vault', name: root });
}
