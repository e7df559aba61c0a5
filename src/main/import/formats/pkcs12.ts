import { openPkcs12 } from '../../crypto/pkcs12.ts';
import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { refuse } from '../refuse.ts';
import { baseName } from '../text.ts';
import { readingOf } from './codes.ts';

/** Keys and certificates of a PKCS#12 file: one secret, named by the file. */
export function readPkcs12({ bytes, name, password }: Source): Reading {
  const content = openPkcs12(bytes, password ?? '');
  if (typeof content === 'string')
    return refuse(content, content === 'unknown-scheme' ? { part: 'cipher' } : {});
  const { keys, certificates, others } = content;
  if (keys.length + certificates.length === 0) refuse('malformed', { part: 'content' });
  return readingOf([name], () => {
    const draft = new Draft('', [], baseName(baseName(name, '.p12'), '.pfx')).whole();
    for (const { der } of keys) draft.keep('private-key', pemOf('PRIVATE KEY', der), 'secret');
    for (const { der } of certificates) draft.keep('certificate', pemOf('CERTIFICATE', der), 'note');
    for (const alias of new Set([...keys, ...certificates].map((part) => part.name)))
      draft.add('alias', alias);
    return others === 0 ? draft : draft.fail({ reason: 'no-secret' });
  });
}

function pemOf(kind: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${kind}-----\n${lines.join('\n')}\n-----END ${kind}-----\n`;
}
