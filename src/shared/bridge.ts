import { type Call, type DroppedFile, takesFiles } from './call.ts';
import { type Bridge, channel, contract, events, type Reply } from './contract.ts';
import { parseFailure } from './failure-schema.ts';

/** How messages come to main and back. */
export interface Line {
  invoke(channel: string, input: unknown): Promise<unknown>;
  /** Where a file lies that a person dropped; '' for one that the page made itself. */
  pathOf(file: DroppedFile): string;
  /** Hears what main tells on a channel; the returned function ends it. */
  listen(channel: string, heard: (payload: unknown) => void): () => void;
}

/**
 * The window's end of the contract: a function per call. The page can say what the contract says,
 * and nothing else.
 */
export function bridgeOver(line: Line): Bridge {
  const groups = Object.entries(contract).map(([group, calls]) => [
    group,
    Object.fromEntries(
      Object.entries(calls).map(([method, call]) => [method, caller(line, channel(group, method), call)]),
    ),
  ]);
  return { ...Object.fromEntries(groups), on: listener(line) };
}

function caller(line: Line, name: string, call: Call): (input: unknown) => Promise<Reply<unknown>> {
  return async (input) => {
    try {
      const told = takesFiles(call) ? pathsOf(line, input) : input;
      return parseReply(await line.invoke(name, told), call.output);
    } catch {
      // What cannot be cloned, or a main process that is going away.
      return broken('message');
    }
  };
}

function pathsOf(line: Line, files: unknown): string[] {
  if (!Array.isArray(files)) throw new TypeError('no files');
  return files.map((file) => line.pathOf(file)).filter((path) => path !== '');
}

function parseReply(reply: unknown, output: Call['output']): Reply<unknown> {
  if (typeof reply !== 'object' || reply === null || !('ok' in reply)) return broken('reply');
  if (reply.ok === true && 'value' in reply) {
    const value = output.safeParse(reply.value);
    return value.success ? { ok: true, value: value.data } : broken('reply');
  }
  const failure = 'failure' in reply ? parseFailure(reply.failure) : undefined;
  return failure ? { ok: false, failure } : broken('reply');
}

function broken(reference: string): Reply<never> {
  return { ok: false, failure: { code: 'internal', reference } };
}

function listener(line: Line) {
  return (event: unknown, heard: unknown): (() => void) => {
    if (typeof event !== 'string' || !Object.hasOwn(events, event) || typeof heard !== 'function') {
      throw new TypeError('no such event');
    }
    const schema = events[event as keyof typeof events];
    return line.listen(channel('event', event), (payload) => {
      const parsed = schema.safeParse(payload);
      if (parsed.success) heard(parsed.data);
    });
  };
}
