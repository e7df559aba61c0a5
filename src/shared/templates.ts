import type { FieldType } from './secret.ts';

interface KnownField {
  readonly type: FieldType;
  /** Its value has several lines, also while it is empty. */
  readonly lines?: true;
  /** A value for it can be generated, and is measured: a password. */
  readonly password?: true;
}

/** Every field that a template has, by its name in the vault. Its label is one of the words. */
const known = {
  username: { type: 'text' },
  password: { type: 'secret', password: true },
  otp: { type: 'otp' },
  url: { type: 'url' },
  'key-id': { type: 'text' },
  'api-key': { type: 'secret' },
  host: { type: 'text' },
  port: { type: 'text' },
  database: { type: 'text' },
  'private-key': { type: 'secret', lines: true },
  'public-key': { type: 'note' },
  passphrase: { type: 'secret', password: true },
  certificate: { type: 'note' },
  'recovery-codes': { type: 'secret', lines: true },
  cardholder: { type: 'text' },
  'card-number': { type: 'secret' },
  expires: { type: 'text' },
  'security-code': { type: 'secret' },
  pin: { type: 'secret' },
  'first-name': { type: 'text' },
  'last-name': { type: 'text' },
  'birth-date': { type: 'text' },
  email: { type: 'text' },
  phone: { type: 'text' },
  address: { type: 'note' },
  'id-number': { type: 'secret' },
  network: { type: 'text' },
  'licence-key': { type: 'secret', lines: true },
  'licensed-to': { type: 'text' },
  notes: { type: 'note' },
} as const satisfies Record<string, KnownField>;

export type KnownName = keyof typeof known;
export const knownNames = Object.keys(known) as readonly KnownName[];

/** Other names that mean the same: a form shows both as one. */
const sameAs: ReadonlyMap<string, KnownName> = new Map([
  ['user', 'username'],
  ['totp', 'otp'],
  ['note', 'notes'],
]);

interface TemplateFields {
  /** In the order of the form; `notes` follow in every form. */
  readonly fields: readonly KnownName[];
  /** A secret with any of them was made like this, unless an earlier template says so. */
  readonly marks: readonly KnownName[];
}

// In the order in which marks are looked for: the more telling ones first.
const byMark = {
  card: {
    fields: ['cardholder', 'card-number', 'expires', 'security-code', 'pin'],
    marks: ['card-number', 'security-code', 'cardholder'],
  },
  wifi: { fields: ['network', 'password'], marks: ['network'] },
  licence: { fields: ['licence-key', 'licensed-to', 'email', 'url'], marks: ['licence-key', 'licensed-to'] },
  certificate: { fields: ['certificate', 'private-key', 'passphrase'], marks: ['certificate'] },
  server: {
    fields: ['host', 'username', 'password', 'private-key', 'passphrase', 'public-key'],
    marks: ['private-key', 'public-key'],
  },
  database: { fields: ['host', 'port', 'database', 'username', 'password'], marks: ['database', 'port'] },
  'api-key': { fields: ['key-id', 'api-key', 'url', 'expires'], marks: ['api-key', 'key-id'] },
  'recovery-codes': { fields: ['username', 'recovery-codes', 'url'], marks: ['recovery-codes'] },
  identity: {
    fields: ['first-name', 'last-name', 'birth-date', 'email', 'phone', 'address', 'id-number'],
    marks: ['first-name', 'last-name', 'birth-date', 'id-number', 'phone', 'address'],
  },
  login: { fields: ['username', 'password', 'url'], marks: ['password', 'username', 'url'] },
  note: { fields: [], marks: ['notes'] },
} as const satisfies Record<string, TemplateFields>;

export type TemplateName = keyof typeof byMark;

/** Every template, in the order in which a person is offered them. */
export const templateNames = [
  ...(['login', 'api-key', 'database', 'server', 'certificate', 'recovery-codes'] as const),
  ...(['card', 'identity', 'wifi', 'licence', 'note'] as const),
] satisfies readonly TemplateName[];

export function isTemplate(name: string): name is TemplateName {
  return Object.hasOwn(byMark, name);
}

/** A field of a form. */
export interface TemplateField extends KnownField {
  readonly name: KnownName;
}

/** What the form of a template asks for; `undefined`: of a secret that follows none. */
export function fieldsOf(template: TemplateName | undefined): readonly TemplateField[] {
  const names: readonly KnownName[] = template === undefined ? [] : byMark[template].fields;
  return [...names, 'notes' as const].map((name) => ({ name, ...known[name] }));
}

/** The known name that a field's name stands for; `undefined`: it is a person's own. */
export function knownName(name: string): KnownName | undefined {
  return Object.hasOwn(known, name) ? (name as KnownName) : sameAs.get(name);
}

/** What is known of a field by its name; `undefined`: nothing. */
export function knownField(name: string): TemplateField | undefined {
  const found = knownName(name);
  return found === undefined ? undefined : { name: found, ...known[found] };
}

/**
 * The field of a secret that a name stands for: the one that is called so, or else the only one
 * whose name means the same (`user` and `username`). `undefined`: there is none, or several are.
 */
export function fieldCalled<One extends { readonly name: string }>(
  fields: readonly One[],
  name: string,
): One | undefined {
  const own =
    fields.find((one) => one.name === name) ?? fields.find((one) => one.name === name.normalize('NFC'));
  if (own !== undefined) return own;
  const wanted = knownName(name);
  const alike = wanted === undefined ? [] : fields.filter((one) => knownName(one.name) === wanted);
  return alike.length === 1 ? alike[0] : undefined;
}

/**
 * The template that a secret with these fields follows. It is told by their names alone, so that
 * secrets of the command line and of an import have one too. `undefined`: they follow none.
 */
export function templateOf(names: readonly string[]): TemplateName | undefined {
  let best = markOrder.length;
  for (const name of names) {
    const known = knownName(name);
    if (known !== undefined) best = Math.min(best, markOf.get(known) ?? best);
  }
  return markOrder[best];
}

const markOrder = Object.keys(byMark) as TemplateName[];
/** Of each mark the place of its template among them; of two the first. */
const markOf: ReadonlyMap<string, number> = new Map(
  markOrder.flatMap((name, at) => byMark[name].marks.map((mark) => [mark, at] as const)).reverse(),
);
