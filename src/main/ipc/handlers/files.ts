import type { Handlers } from '../../../shared/contract.ts';
import type { Preview } from '../../../shared/contract-files.ts';
import { fail } from '../../../shared/failure.ts';
import { isFile } from '../../../shared/secret.ts';
import { splitPath } from '../../../shared/title.ts';
import { bytesOf, type FileField } from '../../app/file-field.ts';
import { riskOf } from '../../app/file-risk.ts';
import type { FileSaver } from '../../app/file-saver.ts';
import { FileTaker } from '../../app/file-taker.ts';
import type { OpenedFiles } from '../../app/opened-files.ts';
import { type DrawPage, previewLimit, previewOf } from '../../app/preview.ts';
import type { Session } from '../../app/session.ts';
import type { Copy } from './secrets.ts';

export interface FilesDeps {
  readonly session: Session;
  readonly opened: OpenedFiles;
  readonly drawPage: DrawPage;
  readonly copy: Copy;
  readonly saver: FileSaver;
}

interface At {
  readonly path: string;
  readonly version: number;
  readonly field: string;
}

export function filesHandlers({ session, opened, drawPage, copy, saver }: FilesDeps): Handlers['files'] {
  const taker = new FileTaker();
  const fieldAt = async ({ path, version, field: name }: At) => {
    const { secrets } = session.vault;
    const { fields } = await secrets.get(path, version);
    const field = fields.find((one) => one.name === name) ?? fail({ code: 'not-found', what: 'field', name });
    return { field, fields, load: () => secrets.file(path, name, version) };
  };
  const previewAt = async (at: At): Promise<Preview> => {
    const found = await fieldAt(at);
    const bytes = isFile(found.field.type) ? await wholeOf(found) : Buffer.from(found.field.value);
    if (bytes === undefined) return { kind: 'too-large' };
    const passphrase = found.fields.find(({ name }) => name === 'passphrase')?.value;
    const comment = splitPath(at.path).title.replaceAll(/\s+/g, '-');
    return previewOf(bytes, { passphrase, comment, drawPage });
  };
  const publicKeyAt = async (at: At) => {
    const found = await previewAt(at);
    return found.kind === 'key' ? found : fail({ code: 'not-found', what: 'field', name: at.field });
  };
  return {
    begin: (to) => taker.begin(session.vault.secrets, to),
    piece: ({ bytes }) => taker.piece(bytes),
    end: async () => {
      const taken = await taker.end();
      session.noteWrite();
      return taken;
    },
    cancel: () => taker.cancel(),
    preview: previewAt,
    copyKey: async (at) => ({ clearsInSeconds: await copy((await publicKeyAt(at)).publicKey) }),
    saveKey: async (at) => {
      const { publicKey } = await publicKeyAt(at);
      const value = Buffer.from(`${publicKey}\n`).toString('base64');
      const field = { name: `${splitPath(at.path).title}.pub`, type: 'file' as const, value };
      return saver.save({ field, load: () => fail({ code: 'not-found', what: 'field', name: field.name }) });
    },
    risk: async (at) => {
      const risk = await riskOf(await fieldAt(at));
      return risk === undefined ? {} : { risk };
    },
    open: async (at) => ({ opened: await opened.open(await fieldAt(at)) }),
  };
}

/** `undefined` for a file that is too long to be looked into. */
async function wholeOf(file: FileField): Promise<Uint8Array | undefined> {
  const { size, pieces } = await bytesOf(file);
  if (size > previewLimit) return undefined;
  const all: Uint8Array[] = [];
  for await (const piece of pieces()) all.push(piece);
  return Buffer.concat(all);
}
