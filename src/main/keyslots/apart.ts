import type { Channel } from '../child/channel.ts';
import type { ApartDerivation, Argon2Input } from '../crypto/primitives.ts';

/**
 * Derives in a process that is started for one derivation and killed after it; `start` runs
 * `derive-process.js`.
 */
export function derivationIn(start: () => Channel): (input: Argon2Input) => ApartDerivation {
  return (input) => {
    const channel = start();
    const answer = new Promise<Uint8Array | undefined>((resolve) => {
      channel.onMessage((message) => resolve(outputOf(message, input.length)));
      channel.onExit(() => resolve(undefined));
      channel.post(input);
    });
    return { output: answer.finally(() => channel.kill()), end: () => channel.kill() };
  };
}

function outputOf(message: unknown, length: number): Uint8Array | undefined {
  return message instanceof Uint8Array && message.length === length ? message : undefined;
}
