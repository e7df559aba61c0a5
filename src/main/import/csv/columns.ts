import type { ImportColumn as Column } from '../../../shared/formats.ts';
import type { FieldType } from '../../../shared/secret.ts';

export type { ImportColumn as Column } from '../../../shared/formats.ts';

/** A column, or the name and type of the field that it becomes. */
export type Target = Column | readonly [name: string, type: FieldType];
export type Targets = Readonly<Record<string, Target>>;

const names: Readonly<Record<Exclude<Column, 'skip'>, readonly string[]>> = {
  title: ['title', 'name', 'account', 'account name', 'label', 'site name', 'password name', 'display name'],
  folder: ['folder', 'group', 'grouping', 'vault', 'collections', 'path', 'group path'],
  username: [
    'username',
    'user name',
    'user',
    'login',
    'login name',
    'user id',
    'login_username',
    'loginname',
  ],
  password: ['password', 'pass', 'pwd', 'passwd', 'login_password'],
  url: [
    'url',
    'uri',
    'website',
    'web site',
    'login url',
    'web address',
    'website address',
    'login_uri',
    'link',
  ],
  notes: ['notes', 'note', 'comment', 'comments', 'extra', 'memo', 'description'],
  otp: [
    'otp',
    'totp',
    'otpauth',
    'otpurl',
    'otpsecret',
    'login_totp',
    '2fa',
    'one-time password',
    'totp secret',
  ],
  tags: ['tags', 'labels'],
  favourite: ['favorite', 'favourite', 'fav', 'starred', 'pinned'],
  created: ['created', 'createtime', 'created at', 'timecreated', 'creation time'],
  changed: [
    'modified',
    'modifytime',
    'last modified',
    'updated',
    'updated at',
    'changed',
    'timepasswordchanged',
  ],
  expires: ['expires', 'expiry time'],
  archived: ['archived'],
  deleted: ['deleted', 'trashed'],
};

/** What a column is called everywhere. */
const usual: ReadonlyMap<string, Column> = new Map(
  Object.entries(names).flatMap(([column, all]) => all.map((name) => [name, column as Column] as const)),
);

/**
 * What each column of a table holds; `undefined`: a field under the column's own name. Of several
 * columns for one thing that an entry has once, the first is it.
 */
export function targetsOf(header: readonly string[], own: Targets = {}): readonly (Target | undefined)[] {
  const taken = new Set<Target>();
  return header.map((name) => {
    const key = name.toLowerCase();
    const target = own[key] ?? usual.get(key);
    if (typeof target !== 'string') return target;
    if (taken.has(target) && !several.has(target)) return undefined;
    taken.add(target);
    return target;
  });
}

const several: ReadonlySet<Target> = new Set(['url', 'tags', 'skip']);

const shown =
  /e-?mail|phone|user|name|city|country|state|street|address|zip|postal|company|type|brand|category|date/i;

/** The type of a column that is a field of its own: hidden unless its name says otherwise. */
export function typeOfColumn(name: string): FieldType {
  if (/\burls?\b|website/i.test(name)) return 'url';
  if (/\bnotes?\b|comment/i.test(name)) return 'note';
  return shown.test(name) && !/passw|secret|pin\b/i.test(name) ? 'text' : 'secret';
}
