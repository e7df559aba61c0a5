import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Channel } from '../child/channel.ts';
import { forkChild } from '../child/fork.ts';
import { type Argon2Input, argon2, deriveApart } from '../crypto/primitives.ts';
import { derivationIn } from './apart.ts';

const script = fileURLToPath(new URL('./derive-process.ts', import.meta.url));
const input: Argon2Input = {
  algorithm: 'argon2id',
  version: 0x13,
  password: new TextEncoder().encode('password'),
  salt: new Uint8Array(16).fill(7),
  memoryKiB: 8 * 1024,
  passes: 1,
  lanes: 1,
  length: 32,
};
// Half a minute's work and more: a test that waits for its end fails by its time limit.
const endless: Argon2Input = { ...input, memoryKiB: 256 * 1024, passes: 10_000 };

let events: string[];
beforeEach(() => {
  events = [];
});
afterEach(() => deriveApart(undefined));

function started(): Channel {
  const channel = forkChild(script, { megabytes: 64, bytes: true });
  events.push('start');
  channel.onExit(() => events.push('exit'));
  return channel;
}

describe('a derivation in a process of its own', () => {
  it('gives what this process would have derived, and its process ends', async () => {
    const output = await derivationIn(started)(input).output;
    expect(output && Buffer.from(output)).toEqual(Buffer.from(await argon2(input)));
    await expect.poll(() => events, { timeout: 30_000 }).toEqual(['start', 'exit']);
  });

  it('is over when it is cancelled: its process is gone, and the next one begins', async () => {
    deriveApart(derivationIn(started));
    const abort = new AbortController();
    const cut = argon2(endless, abort.signal).catch((reason: unknown) => events.push(String(reason)));
    const next = argon2(input).then(() => events.push('next'));
    await expect.poll(() => events, { timeout: 30_000 }).toEqual(['start']);
    abort.abort('enough');
    await cut;
    await next;
    expect(events).toEqual(['start', 'enough', 'exit', 'next']);
  }, 60_000);

  it('is made up for where its process gives nothing, or something else', async () => {
    const answers: unknown[] = [undefined, new Uint8Array(31), 'text'];
    for (const answer of answers) {
      const channel: Channel = {
        post: () => undefined,
        onMessage: (listener) => void (answer !== undefined && queueMicrotask(() => listener(answer))),
        onExit: (listener) => setImmediate(listener),
        kill: () => events.push('killed'),
      };
      const { output } = derivationIn(() => channel)(input);
      expect(await output).toBeUndefined();
    }
    expect(events).toEqual(['killed', 'killed', 'killed']);
    deriveApart(() => ({ output: Promise.resolve(undefined), end: () => undefined }));
    const dear = { ...input, passes: 200 };
    expect(await argon2(dear, new AbortController().signal)).toEqual(await argon2(dear));
  });
});
