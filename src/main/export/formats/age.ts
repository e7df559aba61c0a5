import { ReadableStream as Stream } from 'node:stream/web';
import { Encrypter, Stanza } from 'age-encryption';
import { fail } from '../../../shared/failure.ts';
import { agePassphraseStanza } from '../../crypto/age-passphrase.ts';
import type { Exporter, Sealing, WriteOptions } from '../exporter.ts';
import type { ExportedFile, SecretSource } from '../source.ts';
import { json, jsonText } from './json.ts';

/** The whole of `json` with the long files in it, sealed by age (https://age-encryption.org/v1). */
export const age: Exporter = {
  carries: json.carries,
  write: ageBytes,
};

async function* ageBytes(source: SecretSource, options: WriteOptions): AsyncGenerator<Uint8Array> {
  const encrypter = encrypterOf(options);
  const texts = wholeText(source, options);
  // The page's types, which its tests have, do not know `from`.
  const encoded: unknown = Stream.from(encodedTexts(texts));
  yield* await encrypter.encrypt(encoded as ReadableStream<Uint8Array<ArrayBuffer>>);
}

/** Refuses with `bad-input` (`recipient`) what is no public key of age. */
function encrypterOf({ password, recipients = [] }: Sealing): Encrypter {
  const encrypter = new Encrypter();
  for (const one of recipients) {
    try {
      encrypter.addRecipient(one);
    } catch (error) {
      fail({ code: 'bad-input', what: 'recipient', reason: 'malformed' }, error);
    }
  }
  if (recipients.length === 0)
    addPassphrase(encrypter, password ?? fail({ code: 'bad-input', what: 'passphrase', reason: 'empty' }));
  return encrypter;
}

/** As its `setPassphrase`, which would hold up the window for seconds. */
function addPassphrase(encrypter: Encrypter, passphrase: string): void {
  encrypter.addRecipient({
    wrapFileKey: async (fileKey) => {
      const { args, body } = await agePassphraseStanza(passphrase, fileKey);
      return [new Stanza(args, body)];
    },
  });
}

async function* wholeText(source: SecretSource, options: WriteOptions): AsyncGenerator<string> {
  const files = new Map<string, ExportedFile>();
  const keep = async (file: ExportedFile) => void files.set(file.digest, file);
  yield* jsonText(source, options, keep, () => fileTexts(files));
}

/** Base64 of each file under its digest, piece by piece: three bytes are four characters. */
async function* fileTexts(files: ReadonlyMap<string, ExportedFile>): AsyncGenerator<string> {
  if (files.size === 0) return;
  let separator = ',"files":{\n';
  for (const [digest, file] of files) {
    yield `${separator}"${digest}":"`;
    let rest: Uint8Array = new Uint8Array(0);
    for await (const piece of file.pieces()) {
      const bytes = Buffer.concat([rest, piece]);
      const whole = bytes.length - (bytes.length % 3);
      rest = bytes.subarray(whole);
      yield bytes.subarray(0, whole).toString('base64');
    }
    yield `${Buffer.from(rest).toString('base64')}"`;
    separator = ',\n';
  }
  yield '\n}';
}

async function* encodedTexts(texts: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const text of texts) yield Buffer.from(text);
}
