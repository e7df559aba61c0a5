import type { ExportLoss } from '../../shared/export.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { templateOf } from '../../shared/templates.ts';

/** A card or an identity in the shape that Bitwarden has for it, and the fields that it has none for. */
export interface BitwardenKind {
  readonly item:
    | { readonly type: 3; readonly card: Record<string, string | null> }
    | { readonly type: 4; readonly identity: Record<string, string | null> };
  readonly others: readonly Field[];
  readonly changed: readonly ExportLoss[];
}

const cardParts: ReadonlyMap<string, string> = new Map([
  ['cardholder', 'cardholderName'],
  ['brand', 'brand'],
  ['card-number', 'number'],
  ['security-code', 'code'],
]);
const identityParts: ReadonlyMap<string, string> = new Map([
  ...([
    ['salutation', 'title'],
    ['first-name', 'firstName'],
    ['middle name', 'middleName'],
  ] as const),
  ...([
    ['last-name', 'lastName'],
    ['address 1', 'address1'],
    ['address 2', 'address2'],
  ] as const),
  ...([
    ['address 3', 'address3'],
    ['city', 'city'],
    ['state', 'state'],
  ] as const),
  ...([
    ['postal code', 'postalCode'],
    ['country', 'country'],
    ['company', 'company'],
  ] as const),
  ...([
    ['email', 'email'],
    ['phone', 'phone'],
    ['ssn', 'ssn'],
    ['username', 'username'],
  ] as const),
  ...([
    ['passport number', 'passportNumber'],
    ['licence number', 'licenseNumber'],
  ] as const),
]);

/** `undefined`: it is a login, or something that Bitwarden has no shape for. */
export function bitwardenKind(fields: readonly Field[]): BitwardenKind | undefined {
  const template = templateOf(fields.map(({ name }) => name));
  const isLogin = fields.some(({ name, type }) => name === 'password' || type === 'url' || type === 'otp');
  if (isLogin) return undefined;
  if (template === 'card') return cardOf(fields);
  return template === 'identity' ? identityOf(fields) : undefined;
}

function cardOf(fields: readonly Field[]): BitwardenKind {
  const { parts: card, others } = placed(fields, cardParts);
  const expires = others.find(({ name }) => name === 'expires');
  const [, month = null, year = null] = /^0?(\d{1,2})\s*\/\s*(\d{4})$/.exec(expires?.value ?? '') ?? [];
  return {
    item: { type: 3, card: { ...card, expMonth: month, expYear: year } },
    others: month === null ? others : others.filter((field) => field !== expires),
    changed: [],
  };
}

function identityOf(fields: readonly Field[]): BitwardenKind {
  const { parts: identity, others } = placed(fields, identityParts);
  const address = others.find(({ name }) => name === 'address');
  const lines = address?.value.split(/\r?\n/) ?? [];
  const isFree = [1, 2, 3].every((n) => identity[`address${n}`] === null);
  if (address === undefined || !isFree || lines.length > 3)
    return { item: { type: 4, identity }, others, changed: [] };
  const written = Object.fromEntries(lines.map((line, i) => [`address${i + 1}`, line]));
  return {
    item: { type: 4, identity: { ...identity, ...written } },
    others: others.filter((field) => field !== address),
    changed: ['renamed'],
  };
}

/** What has a part of its own, once each; what is left over. */
function placed(fields: readonly Field[], names: ReadonlyMap<string, string>) {
  const parts: Record<string, string | null> = Object.fromEntries(
    [...names.values()].map((part) => [part, null]),
  );
  const others: Field[] = [];
  for (const field of fields) {
    const part = names.get(field.name);
    if (part === undefined || field.type === 'file' || field.type === 'attachment') others.push(field);
    else parts[part] = field.value;
  }
  return { parts, others };
}
