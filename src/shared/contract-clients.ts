import * as z from 'zod/mini';
import { call, count, nothing, text, time } from './call.ts';
import { grantAnswers } from './client.ts';
import { policySpec } from './contract-policies.ts';
import type { ValueOf } from './parsed.ts';
import { permissions } from './policy.ts';

const name = text(256);
const id = text(64);

const client = z.strictObject({
  name: z.string(),
  spiffeId: z.string(),
  since: z.optional(time),
  /** True for a program that was let in until the vault locks, or once: it is stored nowhere. */
  guest: z.boolean(),
});

const request = z.strictObject({
  id,
  name: z.string(),
  spiffeId: z.string(),
  /**
   * What the kernel tells of the process that asks: its program, those that started it, nearest
   * first, and its user.
   */
  program: z.string(),
  chain: z.array(z.string()),
  uid: z.int(),
  wants: z.array(
    z.strictObject({
      path: z.string(),
      permission: z.enum(permissions),
      /** Of a folder, whose path ends with a slash. */
      secrets: z.optional(count),
    }),
  ),
  asked: time,
  /** The policies that would let it do what it asks for, for the person to edit. */
  draft: z.array(policySpec),
  /** False for a program that is stored already. */
  fresh: z.boolean(),
  /**
   * What stored policies let its ID do, written for another of its name, before it came, or with a
   * wildcard: the first of them, and how many there are.
   */
  stored: z.array(policySpec),
  storedTotal: count,
});

/** Programs that may talk to the vault, and those that ask to. */
export const clients = {
  /** Those that are stored, then guests. */
  list: call(nothing, z.array(client)),
  /**
   * Its next message is refused, also in a session under way. `policies`: with those that name it
   * and no other.
   */
  revoke: call(z.strictObject({ name, policies: z.optional(z.boolean()) }), nothing),
  /** The policies that name a program and no other. */
  policiesOf: call(z.strictObject({ name }), z.array(z.string())),
  requests: call(nothing, z.array(request)),
  /** `policies` count with `always` alone. `not-found` when the request is gone. */
  answer: call(
    z.strictObject({
      id,
      answer: z.enum(grantAnswers),
      policies: z.array(policySpec).check(z.maxLength(64)),
    }),
    nothing,
  ),
} as const;

/**
 * A program that asked while the vault is locked. Nobody is authenticated then: both are the
 * program's own word, or the kernel's.
 */
const wanting = z.strictObject({ name: z.string(), program: z.string() });

export const clientEvents = {
  /** What waits for the person's answer, whenever that changes. */
  requests: z.array(request),
  /**
   * The programs that wait for an unlock, whenever that changes; empty: none. The unlock screen
   * shows them and moves no focus.
   */
  unlockWanted: z.array(wanting),
} as const;

export type ShownClient = ValueOf<typeof client>;
export type ShownRequest = ValueOf<typeof request>;
export type Wanting = ValueOf<typeof wanting>;
