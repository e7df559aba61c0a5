import { failureOf } from '../../../shared/failure.ts';
import { isOtpAddress } from '../../../shared/otp.ts';
import type { FieldType } from '../../../shared/secret.ts';
import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { parseObject } from '../json-tree.ts';
import { memberOf } from '../member-of.ts';
import { bytesOfBase64, decodeText } from '../text.ts';
import { parseYaml } from '../yaml-documents.ts';
import { readingOf } from './codes.ts';

const names: Readonly<Record<string, string>> = {
  ...Object.fromEntries(['login', 'user', 'username', 'user name'].map((name) => [name, 'username'])),
  ...Object.fromEntries(['url', 'uri', 'website', 'link'].map((name) => [name, 'url'])),
  ...Object.fromEntries(['password', 'pass'].map((name) => [name, 'password'])),
  ...Object.fromEntries(['email', 'e-mail', 'mail'].map((name) => [name, 'email'])),
};

const types: Readonly<Record<string, FieldType>> = { url: 'url', password: 'secret' };

/**
 * The store of pass or gopass, decrypted by whoever holds its keys: `{"passStore":[{path, text}]}`,
 * or `bytes` in base64 for what is no text.
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
    // What is no text is a file that somebody put there.
    const bytes = bytesOfBase64(one.text('bytes'));
    if (bytes !== undefined && bytes.length > 0) return draft.attach(way.at(-1) ?? '', bytes);
    const text = one.text('text');
    const file = fileIn(text);
    if (file !== undefined) return draft.attach(file.name || (way.at(-1) ?? ''), file.bytes);
    const [first = '', ...lines] = text.split(/\r?\n/);
    // A document of YAML, or gopass's older form, has the password by its name alone.
    const isHead = /^(---|GOPASS-SECRET-1\.0)$/.test(first);
    if (isOtpAddress(first)) draft.code(first);
    else if (!isHead) draft.add('password', first, 'secret');
    const isYaml = first === '---' || lines[0] === '---';
    const tree = isYaml ? treeIn(lines.join('\n').replace(/^---\n/, '')) : undefined;
    if (tree === undefined) return draft.add('notes', notesIn(withBlocks(lines), draft), 'note');
    for (const [name, value] of leavesOf(tree)) keepNamed(name, value, draft);
    const comments = lines.filter((line) => /^\s*#/.test(line));
    return draft.add('notes', comments.join('\n'), 'note');
  });
}

/** What a document of YAML says, where all of it is one. */
function treeIn(text: string): object | undefined {
  try {
    const { documents, doubled } = parseYaml(text);
    const [tree] = documents.map((document) => document.toJS({ maxAliasCount: 100 }) as unknown);
    const isOne = documents.length === 1 && doubled.length === 0;
    return isOne && typeof tree === 'object' && tree !== null && !Array.isArray(tree) ? tree : undefined;
  } catch (error) {
    if (failureOf(error) === undefined) throw error;
    return undefined;
  }
}

/** Texts, each under the way to it. */
function* leavesOf(tree: object, before = ''): Generator<readonly [name: string, value: string]> {
  for (const [key, value] of Object.entries(tree) as [string, unknown][]) {
    const name = `${before}${Array.isArray(tree) ? Number(key) + 1 : key}`;
    if (typeof value === 'object' && value !== null) yield* leavesOf(value, `${name}.`);
    else yield [name, typeof value === 'string' ? value : ''];
  }
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
    if (/^otpauth:\/\//i.test(line.trim())) draft.code(line.trim());
    else if (name !== '') keepNamed(name, value, draft);
    else if (line.trim() !== '---') notes.push(line);
  }
  return notes.join('\n').trim();
}

function keepNamed(name: string, value: string, draft: Draft): void {
  const known = memberOf(names, name.toLowerCase());
  if (/^(otp|totp|otpauth)$/i.test(name)) draft.code(value);
  else if (known !== undefined && (known === 'url' || !draft.has(known)))
    draft.add(known, value, types[known] ?? 'text');
  else draft.keep(name, value, 'secret');
}
