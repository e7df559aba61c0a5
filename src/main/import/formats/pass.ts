import type { FieldType } from '../../../shared/secret.ts';
import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { parseObject } from '../json-tree.ts';
import { bytesOfBase64, decodeText } from '../text.ts';
import { readingOf } from './codes.ts';

const names: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['login', 'user', 'username', 'user name'].map((name) => [name, 'username'])),
  ...Object.fromEntries(['url', 'uri', 'website', 'link'].map((name) => [name, 'url'])),
  ...Object.fromEntries(['password', 'pass'].map((name) => [name, 'password'])),
  ...Object.fromEntries(['email', 'e-mail', 'mail'].map((name) => [name, 'email'])),
};

const types: Readonly<Record<string, FieldType>> = { url: 'url', password: 'secret' };

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
    const text = one.text('text');
    const file = fileIn(text);
    if (file !== undefined) return draft.attach(file.name || (way.at(-1) ?? ''), file.bytes);
    const [first = '', ...lines] = text.split(/\r?\n/);
    // A document of YAML, or gopass's older form, has the password by its name alone.
    if (!/^(---|GOPASS-SECRET-1\.0)$/.test(first)) draft.add('password', first, 'secret');
    return draft.add('notes', notesIn(withBlocks(lines), draft), 'note');
  });
}

/** A file as `gopass fscopy` and `gopass cat` keep it; the latter does not know what it is called. */
function fileIn(text: string): { name: string; bytes: Uint8Array } | undefined {
  const [, head = '', body = ''] =
    /^(?:GOPASS-SECRET-1\.0)?\s*((?:content-[\w-]+: [^\n]*\n)+)([\s\S]*)$/i.exec(text) ?? [];
  if (!/^content-transfer-encoding: base64\s*$/im.test(head)) return undefined;
  const name = /filename="(.*)"/i.exec(head)?.[1] ?? '';
  const bytes = bytesOfBase64(body);
  return bytes && { name: name === 'STDIN' ? '' : name, bytes };
}

/** Lines in which a value of several, as YAML writes it behind `name: |`, is one. */
function withBlocks(lines: readonly string[]): readonly string[] {
  const whole: string[] = [];
  let isBlock = false;
  for (const line of lines) {
    if (isBlock && /^\s+\S|^$/.test(line)) whole.push(`${whole.pop() ?? ''}${line.replace(/^\s+/, '')}\n`);
    else {
      isBlock = /^[\w .-]+:\s+[|>]-?\s*$/.test(line);
      whole.push(isBlock ? line.replace(/[|>]-?\s*$/, '') : line);
    }
  }
  return whole.map((line) => (line.includes('\n') ? line.trimEnd() : line));
}

/** What is left of the lines when the fields are taken. */
function notesIn(lines: readonly string[], draft: Draft): string {
  const notes: string[] = [];
  for (const line of lines) {
    const [, name = '', value = ''] = /^([A-Za-z][\w .-]{0,60}):[ \t]+(.*)$/s.exec(line) ?? [];
    const known = names[name.toLowerCase()];
    if (/^otpauth:\/\//i.test(line.trim())) draft.code(line.trim());
    else if (/^(otp|totp|otpauth)$/i.test(name)) draft.code(value);
    else if (known !== undefined && (known === 'url' || !draft.has(known)))
      draft.add(known, value, types[known] ?? 'text');
    else if (name !== '') draft.keep(name, value, 'secret');
    else if (line.trim() !== '---') notes.push(line);
  }
  return notes.join('\n').trim();
}
