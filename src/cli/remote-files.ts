import type { LoadedFile } from '../main/backend/backend.ts';
import type { FileSource } from '../main/backend/changes.ts';
import type { ApiInput, ApiOutput } from '../shared/api.ts';
import { fail } from '../shared/failure.ts';
import type { Field } from '../shared/secret-schema.ts';

/** Bytes of files that one message has room for, in base64 and with the other fields. */
const most = 24 * 1000 * 1000;

/** Fields with their long files as base64; `needs-file` where these are too long for that. */
export async function inOneMessage(
  fields: readonly Field[],
  files: ReadonlyMap<string, FileSource> = new Map(),
): Promise<Field[]> {
  let left = most;
  const sent: Field[] = [];
  for (const field of fields) {
    const source = field.type === 'attachment' ? files.get(field.value) : undefined;
    if (source === undefined) {
      sent.push({ ...field });
      continue;
    }
    const bytes = await collect(source(), left);
    left -= bytes.length;
    sent.push({ name: field.name, type: 'file', value: bytes.toString('base64') });
  }
  return sent;
}

async function collect(source: AsyncIterable<Uint8Array>, limit: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of source) {
    pieces.push(piece);
    size += piece.length;
    if (size > limit) fail({ code: 'needs-file', what: 'attachment' });
  }
  return Buffer.concat(pieces);
}

type Ask = (name: 'secret.file', input: ApiInput<'secret.file'>) => Promise<ApiOutput<'secret.file'>>;
type Asked = Pick<ApiInput<'secret.file'>, 'path' | 'field' | 'version'>;

/** A long file through the app: a message for each piece, all of one version. */
export async function remoteFile(call: Ask, asked: Asked): Promise<LoadedFile> {
  const first = await call('secret.file', { ...asked, piece: 0 });
  const { version, size, digest } = first;
  async function* pieces(from = 0): AsyncGenerator<Uint8Array> {
    const length = Buffer.from(first.bytes, 'base64').length;
    for (let piece = from; piece * length < size; piece++) {
      const answer = piece === 0 ? first : await call('secret.file', { ...asked, version, piece });
      const bytes = Buffer.from(answer.bytes, 'base64');
      if (answer.digest !== digest || bytes.length === 0) fail({ code: 'socket', reason: 'broken' });
      yield bytes;
    }
  }
  return { size, digest, pieces };
}
