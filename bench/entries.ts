import type { Field } from '../src/shared/secret-schema.ts';

/** One login, as both programs get it. */
export interface Login {
  readonly group: string;
  readonly title: string;
  readonly user: string;
  readonly password: string;
  readonly url: string;
}

/** The groups that entries are dealt to. */
const groups = 100;

/** The passphrase of every vault and database of the benches. */
export const passphrase = 'correct horse battery staple';

/** The entry with this number; the same in every run. */
export function login(index: number): Login {
  const word = mixed(index).toString(36);
  return {
    group: `group ${String(index % groups).padStart(2, '0')}`,
    title: `login ${index}`,
    user: `user.${word}@example.com`,
    password: `${mixed(index + 1e6).toString(36)}-${mixed(index + 2e6).toString(36)}-${index}`,
    url: `https://${word}.example.com/login`,
  };
}

/** The first `count` entries. */
export function logins(count: number): Login[] {
  return Array.from({ length: count }, (_, index) => login(index));
}

/** Where an entry lies, in both programs. */
export function pathOf({ group, title }: Login): string {
  return `${group}/${title}`;
}

/** An entry as Holdfast's import of a KeePass file would type it. */
export function fieldsOf({ user, password, url }: Login): Field[] {
  return [
    { name: 'username', type: 'text', value: user },
    { name: 'password', type: 'secret', value: password },
    { name: 'url', type: 'url', value: url },
  ];
}

/** Nested objects, which Holdfast's import turns into paths. */
export function jsonOf(all: readonly Login[]): string {
  const folders: Record<string, Record<string, object>> = {};
  for (const { group, title, user, password, url } of all) {
    folders[group] ??= {};
    folders[group][title] = { username: user, password, url };
  }
  return JSON.stringify(folders);
}

/** The table that KeePassXC writes. */
export function csvOf(all: readonly Login[]): string {
  const rows = all.map(({ group, title, user, password, url }) => [group, title, user, password, url, '']);
  const named = [['Group', 'Title', 'Username', 'Password', 'URL', 'Notes'], ...rows];
  return named.map((cells) => `${cells.map((cell) => `"${cell}"`).join(',')}\n`).join('');
}

// A hash of the number: spread out, and the same everywhere.
function mixed(index: number): number {
  let t = Math.imul(index ^ 0x9e3779b9, 0x85ebca6b);
  t = Math.imul(t ^ (t >>> 13), 0xc2b2ae35);
  return (t ^ (t >>> 16)) >>> 0;
}
