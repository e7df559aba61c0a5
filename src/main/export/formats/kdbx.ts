import kdbxweb from 'kdbxweb';
import { fail } from '../../../shared/failure.ts';
import { isFile } from '../../../shared/secret.ts';
import { random } from '../../crypto/primitives.ts';
import type { Exporter, WriteOptions } from '../exporter.ts';
import { type KdbxCost, kdbxField, kdbxFile, uint, usualCost } from '../kdbx/container.ts';
import { type EntryContext, entryXml, escaped, fileKey, uuidOf } from '../kdbx/entry.ts';
import type { ExportedFile, ExportedSecret, SecretSource } from '../source.ts';

/** A database of KeePass, version 4: folders are groups, older versions the history, files files. */
export const kdbx: Exporter = {
  carries: new Set(['deleted', 'versions', 'files', 'long-files', 'tags', 'expiry', 'others']),
  write: (source, options) => kdbxBytes(source, options),
  rehearse: entries,
};

const chacha20 = 3;

export function kdbxBytes(
  source: SecretSource,
  options: WriteOptions,
  cost: KdbxCost = usualCost,
): AsyncIterable<Uint8Array> {
  const password = options.password ?? fail({ code: 'bad-input', what: 'passphrase', reason: 'empty' });
  return kdbxFile(inner(source, options), password, cost);
}

async function* entries(source: SecretSource, { lose }: Pick<WriteOptions, 'lose'>): AsyncGenerator<string> {
  const context: EntryContext = { mask: async () => '', binary: () => 0, lose };
  for await (const secret of source.secrets()) yield entryXml(secret, context);
}

async function* inner(source: SecretSource, options: WriteOptions): AsyncGenerator<Uint8Array> {
  const key = random(64);
  yield kdbxField(1, uint(4, BigInt(chacha20)));
  yield kdbxField(2, key);
  const numbers = new Map<string, number>();
  yield* binaries(source, numbers);
  yield kdbxField(0);
  const stream = await kdbxweb.ProtectSaltGenerator.create(key.slice().buffer, chacha20);
  const mask = async (text: string) => {
    const bytes = Buffer.from(text);
    const salt = new Uint8Array(stream.getSalt(bytes.length));
    for (let i = 0; i < bytes.length; i++) bytes[i] = (bytes[i] ?? 0) ^ (salt[i] ?? 0);
    return bytes.toString('base64');
  };
  const context = { mask, binary: (file: string) => numbers.get(file), lose: options.lose };
  for await (const text of xml(source, context, options.progress)) yield Buffer.from(text);
}

// They stand before the XML that refers to them, so the secrets are gone through twice.
async function* binaries(source: SecretSource, numbers: Map<string, number>): AsyncGenerator<Uint8Array> {
  for await (const secret of source.secrets())
    for (const field of secret.versions.flatMap(({ fields = [] }) => fields)) {
      if (!isFile(field.type) || numbers.has(fileKey(field))) continue;
      const file = field.type === 'attachment' ? secret.files.get(field.value) : undefined;
      if (field.type === 'attachment' && file === undefined) continue;
      numbers.set(fileKey(field), numbers.size);
      // One byte of flags: to be protected in memory.
      if (file === undefined) yield kdbxField(3, Uint8Array.of(1), Buffer.from(field.value, 'base64'));
      else yield* longBinary(file);
    }
}

async function* longBinary(file: ExportedFile): AsyncGenerator<Uint8Array> {
  yield Buffer.concat([Uint8Array.of(3), uint(4, BigInt(file.size + 1)), Uint8Array.of(1)]);
  yield* file.pieces();
}

async function* xml(
  source: SecretSource,
  context: EntryContext,
  progress: WriteOptions['progress'],
): AsyncGenerator<string> {
  const bin = uuidOf('recycle bin');
  yield '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<KeePassFile><Meta><Generator>Holdfast</Generator>';
  yield '<MemoryProtection><ProtectTitle>False</ProtectTitle><ProtectUserName>False</ProtectUserName>';
  yield '<ProtectPassword>True</ProtectPassword><ProtectURL>False</ProtectURL><ProtectNotes>False</ProtectNotes>';
  yield `</MemoryProtection><RecycleBinEnabled>True</RecycleBinEnabled><RecycleBinUUID>${bin}</RecycleBinUUID>`;
  yield '<HistoryMaxItems>-1</HistoryMaxItems><HistoryMaxSize>-1</HistoryMaxSize></Meta><Root>';
  yield `<Group><UUID>${uuidOf('root')}</UUID><Name>Root</Name>`;
  // A group lists its own entries before the groups in it.
  const deleted: ExportedSecret[] = [];
  yield* groups(source, context, deleted, progress);
  yield `<Group><UUID>${bin}</UUID><Name>Recycle Bin</Name>`;
  yield* grouped(deleted, context, 'deleted group');
  yield '</Group></Group></Root></KeePassFile>\n';
}

async function* groups(
  source: SecretSource,
  context: EntryContext,
  deleted: ExportedSecret[],
  progress: WriteOptions['progress'],
): AsyncGenerator<string> {
  const live = async function* () {
    for await (const secret of source.secrets(progress))
      if (secret.current === 0) deleted.push(secret);
      else yield secret;
  };
  yield* grouped(live(), context, 'group');
}

/** Entries in their folders, as the source has them in its order; `kind`: what groups are known by. */
async function* grouped(
  secrets: AsyncIterable<ExportedSecret> | Iterable<ExportedSecret>,
  context: EntryContext,
  kind: string,
): AsyncGenerator<string> {
  let open: readonly string[] = [];
  for await (const secret of secrets) {
    const folder = secret.path.split('/').slice(0, -1);
    const shared = sharedLength(open, folder);
    yield '</Group>'.repeat(open.length - shared);
    for (let depth = shared; depth < folder.length; depth++) {
      const uuid = uuidOf(`${kind} ${folder.slice(0, depth + 1).join('/')}`);
      yield `<Group><UUID>${uuid}</UUID><Name>${escaped(folder[depth] ?? '')}</Name>`;
    }
    open = folder;
    yield await entryXml(secret, context);
  }
  yield '</Group>'.repeat(open.length);
}

function sharedLength(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}
