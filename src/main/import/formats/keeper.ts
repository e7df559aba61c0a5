import { Draft } from '../draft.ts';
import type { Reading, Source } from '../entry.ts';
import { type Json, Literal, Members, parseObject, textOfJson } from '../json-tree.ts';
import { decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { readingOf } from './codes.ts';

/** Keeper's JSON. A record lies in any number of folders: in the first here, the others are tags. */
export function readKeeper({ bytes }: Source): Reading {
  const root = parseObject(decodeText(bytes));
  return readingOf(root.list('records'), entryOf);
}

function entryOf(record: Members): Draft {
  const [first = [], ...others] = record.list('folders').map(folderOf);
  const draft = new Draft(record.text('uid'), first, record.text('title'));
  draft.tags.push(...others.map((way) => way.join('/')));
  draft.changed = timeOf(record.text('last_modified'));
  draft.add('username', record.text('login')).add('password', record.text('password'), 'secret');
  draft.add('url', record.text('login_url'), 'url');
  const custom = record.inner('custom_fields');
  for (const [key, value] of custom.entries()) customField(key, value, draft);
  custom.drop(...custom.names());
  draft.add('notes', record.text('notes'), 'note');
  record.drop('$type', 'schema', 'uid');
  return draft.rest(record);
}

/** A backslash lies between folders; in a name it is doubled. */
export function keeperPath(text: string): readonly string[] {
  const parts = text.replaceAll('\\\\', '\0').split('\\');
  return parts.map((part) => part.replaceAll('\0', '\\')).filter((part) => part !== '');
}

function folderOf(one: Members): readonly string[] {
  one.drop('can_edit', 'can_share');
  return [...keeperPath(one.text('shared_folder')), ...keeperPath(one.text('folder'))];
}

const hidden =
  /password|secret|hidden|pin|accountnumber|cardnumber|securitycode|privatekey|license|routing|answer|onetimecode|keypair/i;

/** `$TYPE:LABEL:NUMBER`, or a label alone. */
function customField(key: string, value: Json, draft: Draft): void {
  const [, type = '', given = ''] = /^\$([^:]+)(?::(.*))?$/.exec(key) ?? [];
  const label = (type === '' ? key : given).replace(/:\d+$/, '').replace(/^\d+$/, '');
  const name = label === '' ? type : label;
  const all = Array.isArray(value) ? (value as readonly Json[]) : [value];
  for (const one of all) {
    if (one instanceof Members) {
      for (const { name: part, value: text } of one.rest())
        draft.add(`${name}: ${part}`, text, hidden.test(`${type}${part}`) ? 'secret' : 'text');
    } else if (Array.isArray(one)) draft.add(name, textOfJson(one), 'secret');
    else {
      const text = shown(type, one as string | Literal);
      if (/^onetimecode$/i.test(type)) draft.code(text, draft.has('otp') ? name : 'otp');
      else if (type === 'url') draft.add('url', text, 'url');
      else draft.add(name, text, type === '' || hidden.test(type) ? 'secret' : 'text');
    }
  }
}

/** Days are milliseconds there. */
function shown(type: string, value: string | Literal): string {
  const text = value instanceof Literal ? value.text : value;
  if (text === 'null') return '';
  const isDay = value instanceof Literal && /date/i.test(type) && /^-?\d{8,}$/.test(text);
  return isDay ? new Date(Number(text)).toISOString().slice(0, 10) : text;
}
