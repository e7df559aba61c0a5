import type { ExportLoss } from '../../shared/export.ts';
import type { FieldType } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { knownName } from '../../shared/templates.ts';
import { currentFields, type ExportedSecret } from './source.ts';

/** What other programs have places of their own for; each of them once, the rest in its order. */
export interface Login {
  readonly folder: readonly string[];
  readonly title: string;
  readonly username?: string | undefined;
  readonly password?: string | undefined;
  readonly urls: readonly Field[];
  readonly notes?: string | undefined;
  readonly otp?: string | undefined;
  readonly others: readonly Field[];
  /** What has a place under another name than its own, or is of another type than is usual there. */
  readonly changed: readonly ExportLoss[];
}

type Place = 'username' | 'password' | 'notes' | 'url' | 'otp';

/** How fields in a place may be called; the first name is the place's own. */
const places = {
  username: { names: ['username', 'user', 'login', 'email'], type: 'text' },
  password: { names: ['password'], type: 'secret' },
  notes: { names: ['notes', 'note'], type: 'note' },
} as const satisfies Partial<Record<Place, { names: readonly string[]; type: FieldType }>>;

/** The name under the folders, and the fields in their places. */
export function loginOf(secret: ExportedSecret, fields = currentFields(secret)): Login {
  const segments = secret.path.split('/');
  const taken = new Set<Field>();
  const changed: ExportLoss[] = [];
  const put = (place: Place, type: FieldType, field: Field | undefined) => {
    if (field === undefined) return undefined;
    taken.add(field);
    // What people here know as one is one: `user` and `username`.
    if (field.name !== place && knownName(field.name) !== place) changed.push('renamed');
    if (field.type !== type) changed.push('field-types');
    return field.value;
  };
  const take = (place: keyof typeof places) => {
    const { names, type } = places[place];
    const found = names
      .map((name) => fields.find((field) => field.name.toLowerCase() === name && isText(field)))
      .find((field) => field !== undefined);
    return put(place, type, found);
  };
  const [username, password, notes] = [take('username'), take('password'), take('notes')];
  const urls = fields.filter(({ type }) => type === 'url');
  put('url', 'url', urls[0]);
  for (const field of urls) taken.add(field);
  const code = fields.find(({ name, type }) => name === 'otp' && type === 'otp');
  const otp = put('otp', 'otp', code ?? fields.find(({ type }) => type === 'otp'));
  return {
    folder: segments.slice(0, -1),
    title: segments.at(-1) ?? secret.path,
    ...{ username, password, notes, urls, otp, changed },
    others: fields.filter((field) => !taken.has(field)),
  };
}

function isText({ type }: Field): boolean {
  return type === 'text' || type === 'secret' || type === 'note';
}
