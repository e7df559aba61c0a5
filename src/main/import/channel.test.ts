import { expect, it } from 'vitest';
import { startedNow } from './channel.ts';

it('tells of an end that came before anybody listened', async () => {
  let end = () => {};
  const channel = startedNow(() => ({
    post: () => {},
    onMessage: () => {},
    onExit: (listener) => {
      end = listener;
    },
    kill: () => {},
  }));
  end();
  const told = new Promise<string>((resolve) => channel.onExit(() => resolve('over')));
  expect(await told).toBe('over');
});

it('tells once of an end that comes later', () => {
  let end = () => {};
  let ends = 0;
  const channel = startedNow(() => ({
    post: () => {},
    onMessage: () => {},
    onExit: (listener) => {
      end = listener;
    },
    kill: () => {},
  }));
  channel.onExit(() => {
    ends += 1;
  });
  end();
  expect(ends).toBe(1);
});
