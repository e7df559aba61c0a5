import type { SecurityKeys } from '../../main/keyslots/security-key.ts';
import { HoldfastError } from '../../shared/failure.ts';
import type { Io, Output } from '../io.ts';
import { run } from '../run.ts';

/** What one run left behind. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly bytes: Uint8Array;
  readonly err: string;
}

export interface Setting {
  readonly env?: Record<string, string>;
  readonly stdin?: string | Uint8Array;
  /**
   * What the person types at the terminal: a line each, from the first one again for each passphrase,
   * or what answers a question. Missing: there is no terminal.
   */
  readonly typed?: readonly string[] | ((question: string) => string);
  readonly stdoutTTY?: boolean;
  readonly stderrTTY?: boolean;
  readonly signal?: AbortSignal;
  readonly securityKeys?: SecurityKeys;
  /** Hears each piece of standard error in the moment. */
  readonly heard?: (text: string) => void;
}

/** Runs a command line in this process, without touching the process. */
export async function cli(argv: readonly string[], setting: Setting = {}): Promise<Ran> {
  const out = collector(setting.stdoutTTY ?? false);
  const err = collector(setting.stderrTTY ?? false, setting.heard);
  const io: Io = {
    env: setting.env ?? {},
    stdin: stream(setting.stdin ?? ''),
    stdout: out.output,
    stderr: err.output,
    terminal: async () => terminal(setting.typed),
    signal: setting.signal ?? new AbortController().signal,
    takeSignals: () => undefined,
    ...(setting.securityKeys && { securityKeys: setting.securityKeys }),
  };
  const code = await run(argv, io);
  const bytes = Buffer.concat(out.chunks);
  return { code, out: bytes.toString(), bytes, err: Buffer.concat(err.chunks).toString() };
}

function terminal(typed: Setting['typed']) {
  if (typed === undefined) return undefined;
  if (typeof typed === 'function')
    return { ask: async (question: string) => typed(question), close: () => {} };
  const lines = [...typed];
  return {
    ask: async () => {
      const line = lines.shift();
      if (line === undefined) throw new HoldfastError({ code: 'cancelled' });
      return line;
    },
    close: () => {},
  };
}

function collector(
  isTTY: boolean,
  heard: (text: string) => void = () => undefined,
): { chunks: Buffer[]; output: Output } {
  const chunks: Buffer[] = [];
  const write = async (chunk: string | Uint8Array) => {
    chunks.push(Buffer.from(chunk as Uint8Array));
    heard(chunk.toString());
  };
  return { chunks, output: { isTTY, write } };
}

async function* stream(content: string | Uint8Array): AsyncIterable<Uint8Array> {
  const bytes = Buffer.from(content as Uint8Array);
  // In small pieces, as a pipe may bring them.
  for (let at = 0; at < bytes.length; at += 5) yield bytes.subarray(at, at + 5);
}
