import { Draft } from '../draft.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { Members, parseObject, textOfJson } from '../json-tree.ts';
import { baseName, bytesOfBase64, decodeText } from '../text.ts';
import { commentsTold, withBefore } from '../told.ts';
import { readingOf } from './codes.ts';

/** What of a service account is no secret; its addresses are none either. */
const shownOfGcp = /^(type|project_id|client_id|universe_domain)$/;

/** The key of a service account of Google Cloud. */
export function readGcp({ bytes, name }: Source): Reading {
  const root = parseObject(decodeText(bytes));
  return readingOf([root], () => {
    const draft = new Draft('', [], baseName(name, '.json')).whole();
    for (const [key, value] of root.entries()) {
      const text = textOfJson(value);
      if (key === 'private_key') draft.keep('private-key', text, 'secret');
      else if (key === 'client_email') draft.keep('username', text);
      else draft.keep(key, text, /^https:/.test(text) ? 'url' : shownOfGcp.test(key) ? 'text' : 'secret');
    }
    return draft;
  });
}

/**
 * Docker's config.json, or the older .dockercfg: a secret for each registry, and one for what else
 * is set there.
 */
export function readDocker({ bytes, name }: Source): Reading {
  const root = parseObject(decodeText(bytes));
  const auths = root.names().includes('auths') ? root.inner('auths') : root;
  const registries = auths.names().filter((registry) => auths.peek(registry) instanceof Members);
  const drafts = registries.map((registry) => registryOf(registry, auths.inner(registry)));
  const settings = root.takeRest();
  if (settings.length > 0) {
    const draft = new Draft('#settings', [], baseName(name, '.json'));
    for (const { name, value } of settings) draft.keep(name, value, 'secret');
    const isElsewhere = settings.some(({ name }) => /^cred(sStore$|Helpers[.])/.test(name));
    drafts.push(isElsewhere ? draft.note({ reason: 'password-elsewhere' }) : draft);
  }
  return readingOf(drafts, (draft) => draft);
}

function registryOf(registry: string, one: Members): Draft {
  const draft = new Draft(registry, [], registry.replace(/^https?:\/\//, '').replace(/\/$/, ''));
  // Docker takes zeros off its end.
  const auth = one.text('auth');
  const both = bytesOfBase64(auth)?.toString('utf8').replace(/\0+$/, '');
  if (both === undefined) draft.keep('auth', auth, 'secret');
  const [username = '', ...password] = /:/.test(both ?? '') ? (both ?? '').split(':') : ['', both ?? ''];
  draft.add('username', one.text('username') || username);
  draft.add('password', one.text('password') || password.join(':'), 'secret');
  draft.add('url', /^https?:/.test(registry) ? registry : `https://${registry}`, 'url');
  draft.add('email', one.text('email')).rest(one);
  const isHere = ['password', 'identitytoken', 'registrytoken'].some((name) => draft.has(name));
  return isHere ? draft : draft.note({ reason: 'password-elsewhere' });
}

const line = /^\s*([^=\s#;][^=]*?)\s*=\s*(.*?)\s*$/;
const shownOfAws = new RegExp(
  `^(${[
    'region|output|role_arn|source_profile|credential_source|role_session_name|duration_seconds',
    'mfa_serial|aws_access_key_id|aws_account_id|cli_pager|.*_url|endpoint.*',
    'sso_(session|account_id|role_name|region|registration_scopes)',
  ].join('|')})$`,
);

/** A section of a file, and what stands in it. */
interface Section {
  readonly name: string;
  readonly pairs: [key: string, value: string][];
}

/** The credentials file of AWS: a secret for each profile. */
export function readAws({ bytes, encoding }: Source): Reading {
  const sections = new Map<string, Section>();
  const text = decodeText(bytes, encoding);
  const problems: Item[] = [...commentsTold(/^\s*[#;]/m.test(text))];
  let section: Section | undefined;
  // A setting without a value may have others below it, which are indented.
  let above = '';
  for (const [at, row] of text.split(/\r?\n/).entries()) {
    const [, head] = /^\s*\[\s*(?:profile\s+)?([^\]]+?)\s*\]/.exec(row) ?? [];
    const [, key = '', value = ''] = line.exec(row) ?? [];
    if (head !== undefined) {
      const name = head.replace(/^"(.*)"$/, '$1');
      // A profile may go on further down.
      section = sections.get(name) ?? { name, pairs: [] };
      sections.set(name, section);
      above = '';
    } else if (key !== '' && section !== undefined) {
      const isBelow = above !== '' && /^\s/.test(row);
      section.pairs.push([isBelow ? `${above}.${key}` : key, value]);
      if (!isBelow) above = value === '' ? key : '';
    } else if (!/^\s*([#;]|$)/.test(row))
      problems.push({ kind: 'failed', problem: { place: '', line: at + 1, reason: 'no-assignment' } });
  }
  return withBefore(problems, readingOf([...sections.values()], profileOf));
}

function profileOf({ name, pairs }: Section): Draft {
  const draft = new Draft(name, ['AWS'], name);
  const isHead = (name: string) => pairs.some(([key]) => key.startsWith(`${name}.`));
  for (const [key, value] of pairs)
    if (value !== '' || !isHead(key)) draft.keep(key, value, shownOfAws.test(key) ? 'text' : 'secret');
  return draft;
}

/** What of a machine is no secret, under the names that a template has. */
const shownOfNetrc: ReadonlyMap<string, string> = new Map([
  ['login', 'username'],
  ['user', 'username'],
  ...['account', 'port', 'protocol'].map((name) => [name, name] as const),
]);

/** A netrc file: a secret for each machine, and one for what stands before them. */
export function readNetrc({ bytes, encoding }: Source): Reading {
  const before: Section = { name: 'netrc', pairs: [] };
  const machines: Section[] = [];
  const words = wordsOfNetrc(decodeText(bytes, encoding).replace(/\r\n?/g, '\n'));
  let hasComments = false;
  for (const { word, macro, isComment } of words) {
    const { pairs } = machines.at(-1) ?? before;
    if (isComment) hasComments = true;
    else if (macro !== undefined) pairs.push([`macdef ${macro}`, word]);
    else if (word === 'default') machines.push({ name: word, pairs: [] });
    else {
      const value = words.next().value?.word ?? '';
      if (word === 'machine') machines.push({ name: value, pairs: [] });
      else pairs.push([word, value]);
    }
  }
  const sections = [...machines, ...(before.pairs.length > 0 ? [before] : [])];
  const reading = readingOf(sections, (section) => {
    const draft = new Draft(section.name, [], section.name);
    for (const [key, value] of section.pairs) {
      const shown = shownOfNetrc.get(key);
      draft.keep(shown ?? key, value, shown === undefined ? 'secret' : 'text');
    }
    return section === before || section.name === 'default' ? draft : draft.keep('host', section.name);
  });
  return withBefore(commentsTold(hasComments), reading);
}

interface Word {
  readonly word: string;
  /** The macro whose body it is. */
  readonly macro?: string;
  readonly isComment?: true;
}

/**
 * The words of a netrc file, the body of a macro as one of them. A comment begins where a keyword
 * would: a password may begin with its sign.
 */
function* wordsOfNetrc(text: string): Generator<Word, undefined> {
  const comment = /\s*#[^\n]*/y;
  const macro = /\s*macdef[ \t]+(\S+)[ \t]*\n([\s\S]*?)(?:\n[ \t]*\n|\s*$)/y;
  const bareOrQuoted = /\s*(?:"((?:[^"\\]|\\.)*)"|(\S+))/y;
  let at = 0;
  const taken = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) at = pattern.lastIndex;
    return found ?? undefined;
  };
  for (let isValue = false; ; ) {
    while (!isValue && taken(comment)) yield { word: '', isComment: true };
    const [, name, body = ''] = (isValue ? undefined : taken(macro)) ?? [];
    if (name !== undefined) {
      yield { word: body, macro: name };
      continue;
    }
    const found = taken(bareOrQuoted);
    if (found === undefined) return undefined;
    const [, quoted, bare = ''] = found;
    const word = quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1');
    isValue = !isValue && word !== 'default';
    yield { word };
  }
}
