// Whoever has a vault's keys can seal anything: what opened is looked at before it is used.
import { Damaged } from './trouble.ts';

export type Json = Record<string, unknown>;

export function parseObject(bytes: Uint8Array): Json {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new Damaged('json');
  }
  return object(value);
}

export function object(value: unknown): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Damaged('object');
  return value as Json;
}

export function list(value: unknown): unknown[] {
  if (!Array.isArray(value)) throw new Damaged('list');
  return value;
}

export function text(value: unknown): string {
  if (typeof value !== 'string') throw new Damaged('text');
  return value;
}

export function whole(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new Damaged('number');
  return value as number;
}

export function id(value: unknown): string {
  if (typeof value !== 'string' || !/^[0-9a-f]{32}$/.test(value)) throw new Damaged('id');
  return value;
}

/** `undefined` where it is missing. */
export function maybe<T>(value: unknown, read: (value: unknown) => T): T | undefined {
  return value === undefined || value === null ? undefined : read(value);
}
