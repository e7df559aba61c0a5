import { contextBridge, ipcRenderer } from 'electron';
import type { Call } from '../shared/call.ts';
import { channel, contract, events, type Reply } from '../shared/contract.ts';
import { parseFailure } from '../shared/failure-schema.ts';

/** A function per call: the page can say what the contract says, and nothing else. */
function caller(name: string, { output }: Call): (input: unknown) => Promise<Reply<unknown>> {
  return async (input) => {
    try {
      return parseReply(await ipcRenderer.invoke(name, input), output);
    } catch {
      // What cannot be cloned, or a main process that is going away.
      return broken('message');
    }
  };
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

function on(event: unknown, listener: unknown): () => void {
  if (typeof event !== 'string' || !Object.hasOwn(events, event) || typeof listener !== 'function') {
    throw new TypeError('no such event');
  }
  const schema = events[event as keyof typeof events];
  // The page never sees the IPC event: it would hand it the sender.
  const heard = (_: unknown, payload: unknown): void => {
    const parsed = schema.safeParse(payload);
    if (parsed.success) listener(parsed.data);
  };
  const name = channel('event', event);
  ipcRenderer.on(name, heard);
  return () => void ipcRenderer.removeListener(name, heard);
}

const bridge: Record<string, unknown> = { on };
for (const [group, calls] of Object.entries(contract)) {
  const methods = Object.entries(calls).map(([method, call]) => [
    method,
    caller(channel(group, method), call),
  ]);
  bridge[group] = Object.fromEntries(methods);
}
contextBridge.exposeInMainWorld('holdfast', bridge);
