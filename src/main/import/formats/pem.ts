import { privateKeyOf } from '../../crypto/primitives.ts';
import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { refuse } from '../refuse.ts';
import { baseName, decodeText } from '../text.ts';
import { readingOf } from './codes.ts';

const block = /-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----\r?\n?/g;

/** Keys and certificates in PEM, an SSH key among them: one secret, named by the file. */
export function readPem({ bytes, name, password }: Source): Reading {
  const text = decodeText(bytes);
  const blocks = [...text.matchAll(block)].map(([whole, kind = '']) => ({ kind, whole }));
  if (blocks.length === 0) refuse('malformed', { part: 'content' });
  return readingOf([name], () => {
    const draft = new Draft('', [], baseName(name, '.pem')).whole();
    for (const { kind, whole } of blocks) {
      const isKey = kind.endsWith('PRIVATE KEY');
      draft.keep(
        isKey ? 'private-key' : kind.endsWith('CERTIFICATE') ? 'certificate' : kind.toLowerCase(),
        whole,
        isKey ? 'secret' : 'note',
      );
      if (!isKey || password === undefined || password === '') continue;
      if (kind !== 'OPENSSH PRIVATE KEY' && privateKeyOf(whole, password) === undefined)
        refuse('wrong-password');
      if (!draft.has('passphrase')) draft.keep('passphrase', password, 'secret');
    }
    const around = text.replace(block, '').trim();
    return draft.add('notes', around, 'note');
  });
}

/** The identities of age: a secret key, and the public one in the comment above it. */
export function readAgeIdentity({ bytes, name }: Source): Reading {
  const text = decodeText(bytes);
  return readingOf([name], () => {
    const draft = new Draft('', [], baseName(name, '.txt')).whole();
    for (const [, key = ''] of text.matchAll(/^(AGE-SECRET-KEY-\S+)/gm))
      draft.keep('private-key', key, 'secret');
    for (const [, key = ''] of text.matchAll(/^#\s*public key:\s*(\S+)/gm))
      draft.keep('public-key', key, 'note');
    const rest = text.split(/\r?\n/).filter((one) => one.startsWith('#') && !/public key:/.test(one));
    return draft.add('notes', rest.map((one) => one.replace(/^#\s*/, '')).join('\n'), 'note');
  });
}
