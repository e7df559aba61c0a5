import type { Reading, Source } from '../entry.ts';
import { type Members, parseObject } from '../json-tree.ts';
import { derived, gcmOpen } from '../locked.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';
import { draftOfCode, readingOf, withIconTold } from './codes.ts';
import { refuseNewer } from './newer.ts';

/** A vault of Aegis, in the clear or locked with its password. */
export async function readAegis(source: Source): Promise<Reading> {
  const root = parseObject(decodeText(source.bytes));
  refuseNewer(root, 1);
  const db = typeof root.peek('db') === 'string' ? await open(root, source) : root.inner('db');
  refuseNewer(db, 3);
  const groups = new Map(db.list('groups').map((one) => [one.text('uuid'), one.text('name')]));
  return readingOf(db.list('entries'), (entry) => {
    const info = entry.inner('info');
    const names = [entry.text('group'), ...entry.texts('groups').map((id) => groups.get(id) ?? '')];
    const hasIcon = entry.text('icon') !== '';
    entry.drop('icon_mime', 'icon_hash');
    const draft = draftOfCode({
      id: entry.text('uuid'),
      kind: entry.text('type'),
      secret: info.text('secret'),
      issuer: entry.text('issuer'),
      account: entry.text('name'),
      algorithm: info.text('algo'),
      digits: info.text('digits'),
      period: info.text('period'),
      counter: info.text('counter'),
      pin: info.text('pin'),
      notes: entry.text('note'),
      favourite: entry.isTrue('favorite'),
      tags: names,
      rest: entry,
    });
    return withIconTold(draft, hasIcon);
  });
}

/** A password slot gives the key of the vault; another kind needs the device. */
async function open(root: Members, { password }: Source): Promise<Members> {
  const header = root.inner('header');
  const slots = header.list('slots').filter((slot) => slot.text('type') === '1');
  if (slots.length === 0) refuse('unknown-scheme', { part: 'kdf' });
  if (password === undefined) refuse('wrong-password');
  for (const slot of slots) {
    const [N, r, p] = ['n', 'r', 'p'].map((name) => Number(slot.text(name)));
    const how = { kind: 'scrypt', N: N ?? 0, r: r ?? 0, p: p ?? 0 } as const;
    const key = await derived(how, password, hex(slot.text('salt')));
    const master = openPart(key, slot.inner('key_params'), hex(slot.text('key')));
    if (master === undefined) continue;
    const sealed = Buffer.from(root.text('db'), 'base64');
    const opened =
      openPart(master, header.inner('params'), sealed) ?? refuse('malformed', { part: 'content' });
    return parseObject(Buffer.from(opened).toString('utf8'));
  }
  return refuse('wrong-password');
}

function openPart(key: Uint8Array, params: Members, sealed: Uint8Array): Uint8Array | undefined {
  return gcmOpen(key, hex(params.text('nonce')), Buffer.concat([sealed, hex(params.text('tag'))]));
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}
