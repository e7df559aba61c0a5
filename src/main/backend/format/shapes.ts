import * as z from 'zod/mini';
import { fail } from '../../../shared/failure.ts';
import { permissions } from '../../../shared/policy.ts';
import { isFieldType, latestTime, limits } from '../../../shared/secret.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import type { AuditEntry, Client, Policy } from '../changes.ts';
import { few, isNamedBefore } from './entry.ts';

// What the JSON of an authenticated object must be. A vault's author can have sealed anything: what
// does not have its shape is damaged.

const id = /^[0-9a-f]{32}$/;
const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/));
export const time = z.int().check(z.minimum(-latestTime), z.maximum(latestTime));
const name = z.string().check(z.minLength(1), z.maxLength(256));
const times = { createdAt: z.optional(time), updatedAt: z.optional(time) };

// Loose: members of a later build are kept.
const policy = z.looseObject({
  name,
  spiffeIdPattern: z.string(),
  pathPattern: z.string(),
  permissions: z.array(z.enum(permissions)),
  ...times,
});
const client = z.looseObject({ name, spiffeId: z.string(), key: z.string(), ...times });
const auditEntry = z.looseObject({
  index: z.int().check(z.positive()),
  time,
  client: z.string(),
  action: z.string(),
  path: z.optional(z.string()),
  outcome: z.string(),
  count: z.optional(z.int().check(z.positive())),
  hash,
});
const policiesObject = z.looseObject({ policies: z.array(policy) });
const clientsObject = z.looseObject({ clients: z.array(client) });
const auditObject = z.looseObject({ entries: z.array(auditEntry) });
const garbageObject = z.looseObject({ objects: z.array(z.string().check(z.regex(id))) });

function shaped<T>(schema: z.ZodMiniType, json: unknown, object: string): T {
  const parsed = schema.safeParse(json);
  return parsed.success ? (parsed.data as T) : fail({ code: 'damaged', part: 'object', object });
}

export function policiesOf(json: unknown, object: string): readonly Policy[] {
  return shaped<{ policies: Policy[] }>(policiesObject, json, object).policies;
}

export function clientsOf(json: unknown, object: string): readonly Client[] {
  return shaped<{ clients: Client[] }>(clientsObject, json, object).clients;
}

export function auditEntriesOf(json: unknown, object: string): AuditEntry[] {
  return shaped<{ entries: AuditEntry[] }>(auditObject, json, object).entries;
}

export function candidatesOf<Id extends string>(json: unknown, object: string): Id[] {
  return shaped<{ objects: Id[] }>(garbageObject, json, object).objects;
}

/** The fields of a version object. By hand, as 100,000 of them may be read at once. */
export function fieldsOf(json: unknown, object?: string): Field[] {
  const fields = membersOf(json)?.['fields'];
  if (!Array.isArray(fields) || fields.length > limits.fields || !fields.every(isStoredField))
    return fail({ code: 'damaged', part: 'object', ...(object !== undefined && { object }) });
  const named = fields.map(([name, type, value]): Field => ({ name, type, value }));
  if (isTwice(named)) fail({ code: 'damaged', part: 'object', ...(object !== undefined && { object }) });
  return named;
}

/** A version object's JSON. */
export function versionText(fields: readonly Field[]): string {
  return JSON.stringify({ fields: fields.map(({ name, type, value }) => [name, type, value]) });
}

function isStoredField(field: unknown): field is [string, Field['type'], string] {
  return Array.isArray(field) && field.length === 3 && isNamed(field) && typeof field[2] === 'string';
}

/** The beginning of a field, as versions and the index have it. */
export function isNamed([name, type]: readonly unknown[]): boolean {
  return typeof name === 'string' && name !== '' && name.length <= limits.fieldName && isFieldType(type);
}

/** Whether two fields have one name. */
export function isTwice(fields: readonly { readonly name: string }[]): boolean {
  if (fields.length > few) return new Set(fields.map(({ name }) => name)).size < fields.length;
  return fields.some((_, at) => isNamedBefore(fields, at));
}

export function membersOf(json: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof json === 'object' && json !== null && !Array.isArray(json)
    ? (json as Record<string, unknown>)
    : undefined;
}

export function isTime(value: unknown): boolean {
  return Number.isSafeInteger(value) && Math.abs(value as number) <= latestTime;
}

export function isId(value: unknown): boolean {
  return typeof value === 'string' && id.test(value);
}

/** A data key's number, small enough for what counts with 32 bits. */
export const mostTerms = 2 ** 31;
export function isTerm(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) > 0 && (value as number) < mostTerms;
}
