import { describe, expect, it } from 'vitest';
import { fail } from '../../../../shared/failure.ts';
import { attachmentInfo, attachmentText, limits } from '../../../../shared/secret.ts';
import type { Field } from '../../../../shared/secret-schema.ts';
import { sha256 } from '../../../crypto/primitives.ts';
import type { Backend } from '../../backend.ts';
import type { Change, FileSource } from '../../changes.ts';
import { type Harness, refusal, secret } from '../harness.ts';
import { deleteSecret, destroySecret, moveSecret, storeSecret, undeleteSecret } from '../write.ts';

const path = 'x/big';
const mebi = 1024 * 1024;

/** Bytes that no compression shortens and no two files share: told by their length and a number. */
export function fileBytes(length: number, n = 1): Uint8Array {
  const bytes = new Uint8Array(length);
  let state = n * 2_654_435_761;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** A file that comes in pieces of an odd size. */
export function sourceOf(bytes: Uint8Array, piece = 65_537): FileSource {
  return async function* () {
    for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
  };
}

export function digestText(bytes: Uint8Array): string {
  return attachmentText({ size: bytes.length, digest: Buffer.from(sha256(bytes)).toString('hex') });
}

/** A secret with one file, which comes along. */
export function storeFile(bytes: Uint8Array, more: readonly Field[] = [], at = path): Change {
  const fields = [...more, { name: 'image', type: 'attachment' as const, value: 'new' }];
  return { op: 'store', path: at, fields, files: new Map([['new', sourceOf(bytes)]]) };
}

/** All of a file, put together from its pieces. */
export async function loadBytes(
  backend: Backend,
  field = 'image',
  version?: number,
  at = path,
): Promise<Buffer> {
  const file = await backend.loadFile(at, field, version);
  const pieces: Uint8Array[] = [];
  for await (const piece of file.pieces()) pieces.push(piece);
  const all = Buffer.concat(pieces);
  expect([all.length, attachmentText(file)]).toEqual([file.size, digestText(all)]);
  return all;
}

/** Statements on files that are too long for a version. */
export function attachmentStatements(harness: () => Harness): void {
  const backend = () => harness().backend;
  const fieldsOf = async (version?: number) => (await backend().loadSecret(path, version))?.fields ?? [];
  const put = (bytes: Uint8Array, more: readonly Field[] = []) => backend().write([storeFile(bytes, more)]);

  describe('attachments', () => {
    it.each([
      ['one byte more than a small file', limits.smallFile + 1],
      ['one chunk', mebi],
      ['a byte more than a chunk', mebi + 1],
      ['several chunks and a rest', 3 * mebi + 77],
    ])('a file comes back byte for byte, after reopening too: %s', async (_, length) => {
      const bytes = fileBytes(length);
      await put(bytes, [secret('user', 'app')]);
      expect((await loadBytes(backend())).equals(bytes)).toBe(true);
      const again = await harness().reopen();
      expect((await loadBytes(again)).equals(bytes)).toBe(true);
      expect(await fieldsOf()).toEqual([
        secret('user', 'app'),
        { name: 'image', type: 'attachment', value: digestText(bytes) },
      ]);
      expect((await backend().verify()).damaged).toEqual([]);
    });

    it('a small file stays in the version, as bytes in base64, however it came', async () => {
      const bytes = fileBytes(limits.smallFile);
      const value = Buffer.from(bytes).toString('base64');
      await put(bytes);
      expect(await fieldsOf()).toEqual([{ name: 'image', type: 'file', value }]);
      await storeSecret(backend(), path, [{ name: 'image', type: 'file', value }]);
      expect(await fieldsOf()).toEqual([{ name: 'image', type: 'file', value }]);
      expect((await refusal(backend().loadFile(path, 'image'))).code).toBe('not-found');
    });

    it('a long file in base64 becomes an attachment', async () => {
      const bytes = fileBytes(limits.smallFile + 1);
      const field = { name: 'image', type: 'file' as const, value: Buffer.from(bytes).toString('base64') };
      await storeSecret(backend(), path, [field]);
      expect((await fieldsOf())[0]?.value).toBe(digestText(bytes));
      expect((await loadBytes(backend())).equals(bytes)).toBe(true);
    });

    it('the list tells its size and hash', async () => {
      const bytes = fileBytes(mebi);
      await put(bytes);
      const [info] = await backend().listSecrets('');
      const [field] = info?.fields ?? [];
      expect(attachmentInfo(field?.value ?? '')?.size).toBe(mebi);
      expect(field?.value).toBe(digestText(bytes));
    });

    it('a file is kept by its value: in the next version, from an earlier one, under another name', async () => {
      const [first, second] = [fileBytes(mebi, 1), fileBytes(mebi, 2)];
      await put(first);
      const [image] = await fieldsOf();
      await storeSecret(backend(), path, [secret('user', 'new'), image as Field]);
      await put(second);
      await storeSecret(backend(), path, [{ ...(image as Field), name: 'scan' }]);
      expect((await loadBytes(backend(), 'scan')).equals(first)).toBe(true);
      for (const [version, bytes] of [
        [1, first],
        [2, first],
        [3, second],
      ] as const)
        expect((await loadBytes(backend(), 'image', version)).equals(bytes)).toBe(true);
    });

    it('a value that names no file of the secret is refused, and another secret’s does not count', async () => {
      await put(fileBytes(mebi));
      const [image] = await fieldsOf();
      const revision = backend().revision();
      for (const [at, value] of [
        ['other', image?.value],
        [path, digestText(fileBytes(5))],
        [path, 'nonsense'],
      ] as const) {
        const field = { name: 'image', type: 'attachment' as const, value: value ?? '' };
        expect((await refusal(storeSecret(backend(), at, [field]))).code).toBe('not-found');
      }
      expect(backend().revision()).toBe(revision);
    });

    it('moves with the secret, is deleted and comes back with it, and is gone with the last version that has it', async () => {
      const bytes = fileBytes(mebi + 5);
      await put(bytes);
      const [image] = await fieldsOf();
      await storeSecret(backend(), path, [image as Field]);
      await moveSecret(backend(), path, 'y/big');
      expect((await loadBytes(backend(), 'image', 1, 'y/big')).equals(bytes)).toBe(true);
      await deleteSecret(backend(), 'y/big');
      expect((await refusal(backend().loadFile('y/big', 'image'))).code).toBe('not-found');
      await undeleteSecret(backend(), 'y/big');
      await destroySecret(backend(), 'y/big', [1]);
      expect((await loadBytes(backend(), 'image', 2, 'y/big')).equals(bytes)).toBe(true);
      await destroySecret(backend(), 'y/big', [2]);
      expect((await refusal(backend().loadFile('y/big', 'image', 2))).code).toBe('not-found');
      const { damaged } = await backend().verify();
      expect(damaged).toEqual([]);
    });

    it('a file that breaks off changes nothing', async () => {
      await put(fileBytes(mebi));
      const before = [backend().revision(), await fieldsOf()];
      const broken: FileSource = async function* () {
        yield fileBytes(2 * mebi, 3);
        fail({ code: 'cancelled' });
      };
      const change = { ...storeFile(new Uint8Array()), files: new Map([['new', broken]]) } as Change;
      expect((await refusal(backend().write([change]))).code).toBe('cancelled');
      expect([backend().revision(), await fieldsOf()]).toEqual(before);
      await put(fileBytes(mebi, 4));
      expect((await loadBytes(backend())).equals(fileBytes(mebi, 4))).toBe(true);
    });

    it('what is refused anyhow is refused before the file is read', async () => {
      await put(fileBytes(mebi));
      let read = false;
      const source: FileSource = async function* () {
        read = true;
        yield fileBytes(mebi);
      };
      const change = {
        ...storeFile(new Uint8Array()),
        files: new Map([['new', source]]),
        expect: 7,
      } as Change;
      expect((await refusal(backend().write([change]))).code).toBe('conflict');
      expect(read).toBe(false);
    });

    it('a piece from the middle on, and nothing once the vault is closed', async () => {
      const bytes = fileBytes(2 * mebi + 9);
      await put(bytes);
      const file = await backend().loadFile(path, 'image');
      const rest: Uint8Array[] = [];
      for await (const piece of file.pieces(2)) rest.push(piece);
      expect(Buffer.concat(rest).equals(bytes.subarray(2 * mebi))).toBe(true);
      const pieces = file.pieces()[Symbol.asyncIterator]();
      expect((await pieces.next()).value?.length).toBe(mebi);
      await backend().close();
      expect((await refusal(pieces.next())).code).toBe('closed');
    });

    it('comes in a stream of changes, too', async () => {
      const bytes = fileBytes(limits.smallFile + 1);
      const field = { name: 'image', type: 'file' as const, value: Buffer.from(bytes).toString('base64') };
      await backend().stream(
        (async function* () {
          for (let n = 0; n < 5; n++) yield [{ op: 'store', path: `s/${n}`, fields: [field] } as const];
        })(),
      );
      for (let n = 0; n < 5; n++)
        expect((await loadBytes(backend(), 'image', undefined, `s/${n}`)).equals(bytes)).toBe(true);
      expect((await backend().verify()).damaged).toEqual([]);
    });
  });
}
