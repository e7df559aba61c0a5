import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { parseObject } from '../json-tree.ts';
import { decodeText } from '../text.ts';
import { readingOf } from './codes.ts';

const names: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['login', 'user', 'username', 'user name'].map((name) => [name, 'username'])),
  ...Object.fromEntries(['url', 'uri', 'website', 'link'].map((name) => [name, 'url'])),
};

/**
 * The store of pass or gopass, decrypted by whoever holds its keys: `{"passStore":[{path, text}]}`.
 * The first line of a text is the password, `name: value` a field.
 */
export function readPass({ bytes }: Source): Reading {
  const all = parseObject(decodeText(bytes)).list('passStore');
  return readingOf(all, (one) => {
    const way = one
      .text('path')
      .split('/')
      .filter((part) => part !== '');
    const draft = new Draft(one.text('path'), way.slice(0, -1), way.at(-1) ?? '');
    if (one.isTrue('isClosed')) return draft.refuse({ reason: 'not-decrypted' });
    const [password = '', ...lines] = one.text('text').split(/\r?\n/);
    draft.add('password', password, 'secret');
    return draft.add('notes', notesIn(lines, draft), 'note');
  });
}

/** What is left of the lines when the fields are taken. */
function notesIn(lines: readonly string[], draft: Draft): string {
  const notes: string[] = [];
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Za-z][\w .-]{0,60}):[ \t]+(.*)$/.exec(line) ?? [];
    const known = names[name.toLowerCase()];
    if (/^otpauth:\/\//i.test(line.trim())) draft.code(line.trim());
    else if (/^(otp|totp|otpauth)$/i.test(name)) draft.code(value);
    else if (known !== undefined && (known === 'url' || !draft.has(known)))
      draft.add(known, value, known === 'url' ? 'url' : 'text');
    else if (name !== '') draft.keep(name, value, 'secret');
    else if (line.trim() !== '---') notes.push(line);
  }
  return notes.join('\n').trim();
}
