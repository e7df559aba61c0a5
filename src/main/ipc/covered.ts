import { fail } from '../../shared/failure.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { random } from '../crypto/primitives.ts';
import type { Vault } from '../vault/vault.ts';

// What one-time codes are made from never comes to the page: a form holds a token in its place.
const prefix = 'covered:';
const token = /^covered:[0-9a-f]{32}$/;
/** Tokens that one vault keeps; the oldest goes. */
const most = 2_000;

type Covers = Map<string, string>;
const covers = new WeakMap<Vault, Covers>();

/** The token of a value, the same each time, for as long as the vault is open. */
export function coverValue(vault: Vault, value: string): string {
  const known = coversOf(vault);
  for (const [given, covered] of known) if (covered === value) return given;
  const fresh = prefix + Buffer.from(random(16)).toString('hex');
  const [oldest] = known.keys();
  if (known.size >= most && oldest !== undefined) known.delete(oldest);
  known.set(fresh, value);
  return fresh;
}

/** Fields as a form gets them. */
export function coverFields<F extends Pick<Field, 'type' | 'value'>>(
  vault: Vault,
  fields: readonly F[],
): F[] {
  return fields.map((field) =>
    field.type === 'otp' && field.value !== '' ? { ...field, value: coverValue(vault, field.value) } : field,
  );
}

/**
 * Fields as a form gives them back, with their values. `bad-input` for a token of another time; with
 * `lenient` it stays.
 */
export function uncoverFields<F extends Pick<Field, 'name' | 'value'>>(
  vault: Vault,
  fields: readonly F[],
  lenient = false,
): F[] {
  return fields.map((field) => {
    if (!token.test(field.value)) return field;
    const value = coversOf(vault).get(field.value);
    if (value !== undefined) return { ...field, value };
    return lenient ? field : fail({ code: 'bad-input', what: 'otp', reason: 'forgotten', name: field.name });
  });
}

function coversOf(vault: Vault): Covers {
  const known = covers.get(vault) ?? new Map<string, string>();
  covers.set(vault, known);
  return known;
}
