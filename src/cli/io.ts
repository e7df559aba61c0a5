import type { SecurityKeys } from '../main/keyslots/security-key.ts';

/** Everything of the process that a command may touch; tests hand in another. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  /** Values. */
  readonly stdout: Output;
  /** Words. */
  readonly stderr: Output;
  /** The person's terminal; `undefined` when there is none to ask at. */
  readonly terminal: () => Promise<Terminal | undefined>;
  /** Before values come into memory: no other program of this person may read it from now on. */
  readonly shutMemory?: () => Promise<unknown>;
  /** Missing: those that are connected. */
  readonly securityKeys?: SecurityKeys;
  /** Aborted by SIGINT and SIGTERM. */
  readonly signal: AbortSignal;
  /**
   * From now on signals are told to `listener` and do nothing else: for a command that passes them
   * on to its child.
   */
  readonly takeSignals: (listener: (signal: NodeJS.Signals) => void) => void;
}

export interface Output {
  readonly isTTY: boolean;
  /** Its reader went away. */
  readonly isGone?: boolean;
  /**
   * Resolves when the system has the bytes; a reader that went away is no failure, a full disk is.
   */
  write(chunk: string | Uint8Array): Promise<void>;
}

export interface Terminal {
  /**
   * The line typed, without showing it. Fails with `cancelled` on Ctrl+C, end of input or abort.
   */
  ask(question: string, signal: AbortSignal): Promise<string>;
  close(): void;
}
