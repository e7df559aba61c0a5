import { type Failure, failureOf } from '../../../shared/failure.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import type { Backend } from '../backend.ts';

/** Time that stands still until a test moves it. */
export interface Clock {
  now(): number;
  advance(milliseconds: number): void;
}

/** One vault of one kind, as the conformance suite handles it. */
export interface Harness {
  /** Initialised; replaced by `reopen`. */
  readonly backend: Backend;
  /** True where a vault outlives its backend. */
  readonly durable: boolean;
  readonly clock: Clock;
  /** Closes and opens again; a backend that is not durable stays as it is. */
  reopen(): Promise<Backend>;
  /** Another backend, not yet initialised: over the same data where durable. */
  attach(options?: { rootKey?: Uint8Array; readOnly?: boolean }): Promise<Backend>;
  destroy(): Promise<void>;
}

/** 2026-01-01, a second past, so that a time of 0 stands out. */
export function stoppedClock(start = Date.UTC(2026, 0, 1, 0, 0, 1)): Clock {
  let time = start;
  const advance = (milliseconds: number) => {
    time += milliseconds;
  };
  return { now: () => time, advance };
}

/** A key that is no other: byte `n` over and over. */
export function testKey(n = 7): Uint8Array {
  return new Uint8Array(32).fill(n);
}

export function secret(name: string, value: string): Field {
  return { name, type: 'secret', value };
}

/** One hidden field called `value`. */
export function value(text: string): Field[] {
  return [secret('value', text)];
}

/**
 * The failure that a call was refused with; throws when it was not refused, or with an error that
 * is none of ours.
 */
export async function refusal(call: Promise<unknown> | (() => Promise<unknown>)): Promise<Failure> {
  let result: unknown;
  try {
    result = await (typeof call === 'function' ? call() : call);
  } catch (error) {
    return failureOf(error) ?? Promise.reject(error);
  }
  throw new Error(`was not refused: ${JSON.stringify(result)?.slice(0, 200)}`);
}

/** Everything that can be read of a vault, in one value that `toEqual` compares. */
export async function readAll(backend: Backend) {
  const secrets = await backend.listSecrets('');
  const versions = [];
  for (const { path, versions: listed } of secrets) {
    for (const { version, deleted, destroyed } of listed) {
      if (deleted !== undefined || destroyed) continue;
      versions.push({ path, version, fields: (await backend.loadSecret(path, version))?.fields });
    }
  }
  const [policies, clients, audit] = [
    await backend.loadAllPolicies(),
    await backend.loadAllClients(),
    await backend.readAudit(),
  ];
  return { secrets, versions, policies, clients, audit, theme: await backend.loadSetting('theme') };
}
