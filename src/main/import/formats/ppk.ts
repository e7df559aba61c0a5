import { openPpk, type PpkFile, parsePpk, ppkPem, ppkPublicLine } from '../../crypto/ppk.ts';
import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { refuseDear } from '../locked.ts';
import { refuse } from '../refuse.ts';
import { baseName } from '../text.ts';
import { readingOf } from './codes.ts';

/**
 * A private key of PuTTY's: one secret, named by the file, its key as OpenSSH writes it. DSA and
 * Ed448 stay in PuTTY's form.
 */
export async function readPpk({ bytes, name, password = '' }: Source): Promise<Reading> {
  const file = parsed(bytes);
  if (file.derivation !== undefined) refuseDear(file.derivation);
  const opened = await openPpk(file, password);
  if (opened === undefined)
    return file.isEncrypted ? refuse('wrong-password') : refuse('malformed', { part: 'content' });
  const pem = ppkPem(file, opened);
  return readingOf([name], () => {
    const draft = new Draft('', [], baseName(name, '.ppk')).whole();
    draft.keep('private-key', pem ?? Buffer.from(bytes).toString('utf8'), 'secret');
    if (pem === undefined) draft.note({ reason: 'kept-as-putty' });
    if (pem === undefined && file.isEncrypted) draft.add('passphrase', password, 'secret');
    return draft.keep('public-key', ppkPublicLine(file), 'note').add('comment', file.comment);
  });
}

function parsed(bytes: Uint8Array): PpkFile {
  const file = parsePpk(bytes);
  switch (file) {
    case 'malformed':
      return refuse('malformed', { part: 'content' });
    case 'newer':
      return refuse('newer-version');
    case 'scheme':
      return refuse('unknown-scheme', { part: 'cipher' });
    default:
      return file;
  }
}
