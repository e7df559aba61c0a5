import type { Reading, Source } from '../entry.ts';
import { parseObject } from '../json-tree.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';
import { unzip } from '../zip.ts';
import { type Files, readVault } from './bitwarden.ts';
import { openBitwarden } from './bitwarden-locked.ts';

/** Bitwarden's ZIP: the JSON, and each file in `attachments/ITEM/`. */
export async function readBitwardenZip(source: Source): Promise<Reading> {
  const all = unzip(source.bytes);
  const data = all.get('data.json') ?? refuse('malformed', { part: 'content' });
  const files = new Map<string, { path: string; name: string; bytes: Uint8Array }[]>();
  for (const [path, bytes] of all) {
    const [, id = '', name = ''] = /^attachments\/([^/]+)\/(.+)$/.exec(path) ?? [];
    if (id !== '') files.set(id, [...(files.get(id) ?? []), { path, name, bytes }]);
  }
  return readVault(await openBitwarden(parseObject(decodeText(data)), source), files satisfies Files);
}
