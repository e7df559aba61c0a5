import { Draft } from '../draft.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { parseObject, textOfJson } from '../json-tree.ts';
import { refuse } from '../refuse.ts';
import { baseName, bytesOfBase64, decodeText } from '../text.ts';
import { readingOf } from './codes.ts';

/** The key of a service account of Google Cloud. */
export function readGcp({ bytes, name }: Source): Reading {
  const root = parseObject(decodeText(bytes));
  return readingOf([root], () => {
    const draft = new Draft('', [], baseName(name, '.json')).whole();
    for (const [key, value] of root.entries()) {
      const text = textOfJson(value);
      if (key === 'private_key') draft.keep('private-key', text, 'secret');
      else if (key === 'client_email') draft.keep('username', text);
      else draft.keep(key, text, /^https:/.test(text) ? 'url' : key.includes('private') ? 'secret' : 'text');
    }
    return draft;
  });
}

/** Docker's config.json: a secret for each registry. */
export function readDocker({ bytes }: Source): Reading {
  const root = parseObject(decodeText(bytes));
  const auths = root.inner('auths');
  const isMore = [...root.rest()].some(({ name }) => !name.startsWith('auths.'));
  return withNote(
    isMore,
    readingOf(auths.names(), (registry) => {
      const one = auths.inner(registry);
      const draft = new Draft(registry, [], registry.replace(/^https?:\/\//, '').replace(/\/$/, ''));
      const both = bytesOfBase64(one.text('auth'))?.toString('utf8') ?? '';
      const colon = both.indexOf(':');
      draft.add('username', one.text('username') || both.slice(0, Math.max(colon, 0)));
      draft.add('password', one.text('password') || both.slice(colon + 1), 'secret');
      draft.add('url', /^https?:/.test(registry) ? registry : `https://${registry}`, 'url');
      if (!draft.has('password')) draft.note({ reason: 'password-elsewhere' });
      return draft.rest(one);
    }),
  );
}

/** Settings of the program beside its registries lie in no secret. */
function withNote(isMore: boolean, reading: Reading): Reading {
  if (!isMore) return reading;
  const items = function* (): Generator<Item> {
    yield { kind: 'note', problem: { place: '', reason: 'left-out', losses: ['custom-data'] } };
    yield* reading.items;
  };
  return { ...reading, items: items() };
}

const line = /^\s*([^=\s#;][^=]*?)\s*=\s*(.*?)\s*$/;

/** The credentials file of AWS: a secret for each profile. */
export function readAws({ bytes, encoding }: Source): Reading {
  const profiles: { name: string; pairs: [string, string][] }[] = [];
  // A setting without a value may have others below it, which are indented.
  let above = '';
  for (const text of decodeText(bytes, encoding).split(/\r?\n/)) {
    const [, head] = /^\s*\[\s*(?:profile\s+)?([^\]]+?)\s*\]/.exec(text) ?? [];
    const [, key = '', value = ''] = line.exec(text) ?? [];
    if (head !== undefined) profiles.push({ name: head, pairs: [] });
    else if (key !== '') {
      const isBelow = above !== '' && /^\s/.test(text);
      profiles.at(-1)?.pairs.push([isBelow ? `${above}.${key}` : key, value]);
      if (!isBelow) above = value === '' ? key : '';
    }
  }
  const shown = /^(region|output|role_arn|source_profile|aws_access_key_id|.*_url|endpoint.*)$/;
  return readingOf(profiles, ({ name, pairs }) => {
    const draft = new Draft(name, ['AWS'], name);
    const isHead = (name: string) => pairs.some(([key]) => key.startsWith(`${name}.`));
    for (const [key, value] of pairs)
      if (value !== '' || !isHead(key)) draft.keep(key, value, shown.test(key) ? 'text' : 'secret');
    return draft;
  });
}

/** A netrc file: a secret for each machine. */
export function readNetrc({ bytes, encoding }: Source): Reading {
  const text = decodeText(bytes, encoding);
  const machines: { name: string; pairs: [string, string][] }[] = [];
  const tokens = text.matchAll(
    /#[^\n]*|macdef[ \t]+(\S+)[ \t]*\n([\s\S]*?)(?:\n[ \t]*\n|$)|"((?:[^"\\]|\\.)*)"|(\S+)/g,
  );
  let key = '';
  for (const [whole, macro, body = '', quoted, bare] of tokens) {
    if (whole.startsWith('#') && key === '') continue;
    if (macro !== undefined) {
      machines.at(-1)?.pairs.push([`macdef ${macro}`, body]);
      continue;
    }
    const word = quoted === undefined ? (bare ?? whole) : quoted.replace(/\\(.)/g, '$1');
    if (key === 'machine') machines.push({ name: word, pairs: [] });
    else if (key !== '') machines.at(-1)?.pairs.push([key, word]);
    else if (word === 'default') machines.push({ name: 'default', pairs: [] });
    key = key === '' && ['machine', 'login', 'password', 'account'].includes(word) ? word : '';
  }
  if (machines.length === 0) refuse('malformed');
  return readingOf(machines, ({ name, pairs }) => {
    const draft = new Draft(name, [], name);
    const of = (wanted: string) => pairs.findLast(([one]) => one === wanted)?.[1] ?? '';
    draft
      .add('username', of('login'))
      .add('password', of('password'), 'secret')
      .add('account', of('account'));
    if (name !== 'default') draft.keep('host', name);
    for (const [one, value] of pairs) if (one.startsWith('macdef')) draft.keep(one, value, 'secret');
    return draft;
  });
}
