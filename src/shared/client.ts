import type { Permission, PolicySpec } from './policy.ts';

/** Names of programs and of the cipher's keys: they fit a path, a SPIFFE ID and a file. */
export const clientName = /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/;

/** What a person can say to a program that asks. */
export const grantAnswers = ['deny', 'once', 'unlock', 'always'] as const;
export type GrantAnswer = (typeof grantAnswers)[number];

/** Something that a program would like to do. */
export interface Want {
  readonly path: string;
  readonly permission: Permission;
  /** Of a folder, which `path` names with a slash behind it ('/': the vault): secrets in it. */
  readonly secrets?: number;
}

/** A program that asks, as the kernel tells it: nothing but `name` and `wants` is its own word. */
export interface Asking {
  readonly name: string;
  readonly spiffeId: string;
  /** Path of the program. */
  readonly program: string;
  /** Programs that started it, nearest first. */
  readonly chain: readonly string[];
  readonly uid: number;
  readonly wants: readonly Want[];
  /** False for a program that is stored already. */
  readonly fresh?: boolean;
  /** The stored policies that hold for its ID. */
  readonly stored?: readonly PolicySpec[];
}

/** The person's answer; `policies` as they edited them, with `always` alone. */
export interface Verdict {
  readonly answer: GrantAnswer;
  readonly policies: readonly PolicySpec[];
}
