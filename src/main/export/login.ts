import type { Field } from '../../shared/secret-schema.ts';
import { currentFields, type ExportedSecret } from './source.ts';

/** What other programs have places of their own for; each of them once, the rest in its order. */
export interface Login {
  readonly folder: readonly string[];
  readonly title: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly urls: readonly string[];
  readonly notes?: string | undefined;
  readonly otp?: string | undefined;
  readonly others: readonly Field[];
}

const places = {
  username: ['username', 'user', 'login', 'email'],
  password: ['password'],
  notes: ['notes', 'note'],
} as const;
type Place = keyof typeof places;

/** The name under the folders, and the fields in their places. */
export function loginOf(secret: ExportedSecret, fields = currentFields(secret)): Login {
  const segments = secret.path.split('/');
  const taken = new Set<Field>();
  const take = (place: Place) => {
    const names: readonly string[] = places[place];
    const found = names
      .map((name) => fields.find((field) => field.name.toLowerCase() === name && isText(field)))
      .find((field) => field !== undefined);
    if (found !== undefined) taken.add(found);
    return found?.value;
  };
  const username = take('username');
  const password = take('password');
  const notes = take('notes');
  const urls = fields.filter(({ type }) => type === 'url');
  const otp = fields.find(({ type }) => type === 'otp');
  const title = fields.find(({ name, type }) => name === 'title' && type === 'text');
  for (const field of [...urls, otp, title]) if (field !== undefined) taken.add(field);
  return {
    folder: segments.slice(0, -1),
    title: title?.value ?? segments.at(-1) ?? secret.path,
    ...{ username, password, notes },
    urls: urls.map(({ value }) => value),
    otp: otp?.value,
    others: fields.filter((field) => !taken.has(field)),
  };
}

function isText({ type }: Field): boolean {
  return type === 'text' || type === 'secret' || type === 'note';
}
