import { expect, it } from 'vitest';
import { startedNow } from './channel.ts';

/** A parser that ends when it is told to. */
function parser() {
  let end = () => {};
  const channel = startedNow(() => ({
    post: () => {},
    onMessage: () => {},
    onExit: (listener) => {
      end = listener;
    },
    kill: () => {},
  }));
  return { channel, end: () => end() };
}

it('tells of an end that came before anybody listened', async () => {
  const { channel, end } = parser();
  end();
  const told = new Promise<string>((resolve) => channel.onExit(() => resolve('over')));
  expect(await told).toBe('over');
});

it('tells once of an end that comes later', () => {
  const { channel, end } = parser();
  let ends = 0;
  channel.onExit(() => {
    ends += 1;
  });
  end();
  expect(ends).toBe(1);
});
