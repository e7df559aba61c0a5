// Writes one kind of file of the command line's, to be traced.
import path from 'node:path';
import type { Io } from '../io.ts';
import { bytesTo } from '../long-files.ts';
import { replaceFile } from '../replace-file.ts';
import { SheetFolder } from '../sheet-files.ts';

const [folder = '', flow = ''] = process.argv.slice(2);
const sheet = { name: 'sheet-1.html', bytes: Buffer.alloc(3_000, 'words ') };

async function* pieces(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(2_000, 'sealed ');
  yield Buffer.from('end');
}

const flows: Record<string, () => Promise<unknown>> = {
  'sheets in a new folder': () => new SheetFolder(path.join(folder, 'deep/sheets')).write([sheet]),
  'sheets in a folder': () => new SheetFolder(folder).write([sheet]),
  'a filled template': () => replaceFile(path.join(folder, 'old.env'), Buffer.alloc(2_000, 'A=1\n')),
  'an encrypted file': () => bytesTo(path.join(folder, 'new.hc'), {} as Io, pieces()),
};
await flows[flow]?.();
