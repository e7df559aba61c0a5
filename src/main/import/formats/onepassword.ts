import type { ImportLoss } from '../../../shared/failure-reasons.ts';
import { ArchiveFiles } from '../archive-files.ts';
import { Draft } from '../draft.ts';
import { withEmptyFolders } from '../empty-folders.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { type Members, parseObject } from '../json-tree.ts';
import { isUsualUrl } from '../labels.ts';
import { refuse } from '../refuse.ts';
import { decodeText } from '../text.ts';
import { timeOf } from '../times.ts';
import { unzip } from '../zip.ts';
import { refuseNewer } from './newer.ts';
import { fileIn, type Referred, sectionFields } from './onepassword-sections.ts';

/** The newest version of the format that is known. */
const newest = 3;

/** 1Password's 1PUX: several accounts and vaults, archive, files. */
export function read1pux({ bytes }: Source): Reading {
  const unpacked = unzip(bytes);
  refuseNewer(parseObject(decodeText(unpacked.get('export.attributes') ?? bad())), newest);
  const accounts = parseObject(decodeText(unpacked.get('export.data') ?? bad())).list('accounts');
  const vaults = accounts.flatMap((account) =>
    account.list('vaults').map((vault) => {
      const names = [
        accounts.length > 1 ? account.inner('attrs').text('accountName') : '',
        vault.inner('attrs').text('name'),
      ];
      return { vault, folders: names.filter((name) => name !== '') };
    }),
  );
  const all = vaults.flatMap(({ vault, folders }) =>
    vault
      .list('items')
      .map((item) => ({ item: item.peek('item') === undefined ? item : item.inner('item'), folders })),
  );
  const titles = new Map(all.map(({ item }) => [item.text('uuid'), item.inner('overview').text('title')]));
  // Pictures of vaults and items have no name behind their id.
  const files = new ArchiveFiles(unpacked, (path) => /^files\/[^/]+?__/.test(path));
  let done = 0;
  const items = function* (): Generator<Item> {
    yield* vaultNotes(accounts);
    for (const { item, folders } of all) {
      done += 1;
      yield* entryOf(item, folders, { files, titles }).items();
    }
    yield* files.left();
  };
  const ways = vaults.map(({ folders }) => folders);
  return { items: withEmptyFolders(items(), ways), total: all.length, done: () => done };
}

/** What a person wrote about a vault, and its picture, lie in no secret. */
function* vaultNotes(accounts: readonly Members[]): Generator<Item> {
  for (const vault of accounts.flatMap((account) => account.list('vaults'))) {
    const attrs = vault.inner('attrs');
    const losses: ImportLoss[] = [];
    if (attrs.text('desc') !== '') losses.push('notes');
    if (attrs.text('avatar') !== '') losses.push('own-icon');
    if (losses.length > 0)
      yield { kind: 'note', problem: { place: attrs.text('name'), reason: 'left-out', losses } };
  }
}

function entryOf(item: Members, folders: readonly string[], to: Referred): Draft {
  const [overview, details] = [item.inner('overview'), item.inner('details')];
  const draft = new Draft(item.text('uuid'), folders, overview.text('title'));
  draft.tags.push(...overview.texts('tags'));
  if (Number(item.text('favIndex')) > 0) draft.about.favourite = true;
  const state = item.text('state');
  if (state === 'archived') draft.about.archived = true;
  if (state === 'trashed' || item.isTrue('trashed')) draft.about.deleted = true;
  const created = timeOf(item.text('createdAt'));
  if (created !== undefined) draft.about.created = created;
  draft.changed = timeOf(item.text('updatedAt'));
  loginFields(details.list('loginFields'), draft);
  draft.add('password', details.text('password'), 'secret');
  draft.urls(
    [...overview.list('urls').map((one) => urlOf(one, draft)), overview.text('url')].filter(
      (url) => url !== '',
    ),
  );
  sectionFields(details.list('sections'), draft, to);
  draft.passkey(details.inner('passkey')).add('notes', details.text('notesPlain'), 'note');
  fileIn(details.inner('documentAttributes'), draft, to.files);
  draft.before(
    details
      .list('passwordHistory')
      .map((old) => ({ value: old.text('value'), until: timeOf(old.text('time')) })),
  );
  if (overview.peek('icons') !== undefined) draft.note({ reason: 'left-out', losses: ['own-icon'] });
  overview.drop(
    'passwordStrength',
    'subtitle',
    'icons',
    'ps',
    'pbe',
    'pgrng',
    'watchtowerExclusions',
    'ainfo',
    'b5UserUUID',
  );
  item.drop('categoryUuid', 'state');
  return draft.rest(item);
}

/** An address of which the person says what it is comes under that name; '' then. */
export function urlOf(one: Members, draft: Draft): string {
  const [label, url] = [one.drop('mode').text('label'), one.text('url')];
  if (isUsualUrl(label)) return url;
  draft.add(label, url, 'url');
  return '';
}

const nothing: ReadonlySet<string> = new Set(['B', 'I']);

/** What a login form held: user name and password by what they are for, others under their names. */
export function loginFields(fields: readonly Members[], draft: Draft): void {
  const told = new Set<Members>();
  for (const wanted of ['username', 'password']) {
    const field = fields.find((one) => one.peek('designation') === wanted);
    if (field === undefined) continue;
    told.add(field);
    draft.add(wanted, loginValue(field), wanted === 'password' ? 'secret' : 'text');
    field.drop('name', 'id', 'fieldType', 'type', 'designation');
  }
  for (const field of fields) {
    if (told.has(field)) continue;
    const type = field.text('fieldType') || field.text('type');
    const name = field.text('name') || field.text('id') || 'form field';
    const value = loginValue(field);
    if (!nothing.has(type)) draft.add(name, value, type === 'P' ? 'secret' : 'text');
    field.drop('id', 'designation');
  }
}

/** A text; of an address that another service made, an object that has it. */
function loginValue(field: Members): string {
  const linked = field.inner('value');
  return field.text('value') || linked.text('email_address') || linked.text('string');
}

function bad(): never {
  return refuse('malformed', { part: 'content' });
}
