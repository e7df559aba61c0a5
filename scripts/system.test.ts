import { expect, test } from 'vitest';
import { missing, type Need, onPath } from './system.ts';

test.runIf(process.platform === 'linux')('names the packages of what is not there, and only those', () => {
  const there: Need[] = [
    { debian: 'dash', program: 'sh' },
    { debian: 'libc6', library: 'libc.so.6' },
  ];
  const lacking: Need[] = [
    { debian: 'a', program: 'holdfast-no-such-program' },
    { debian: 'b', library: 'libholdfast-none.so.1' },
  ];
  expect(missing([...there, ...lacking])).toEqual(lacking);
});

test('finds a program on the PATH given', () => {
  expect(onPath('sh', '/nowhere:/bin')).toBe(true);
  expect(onPath('holdfast-no-such-program', '/bin')).toBe(false);
});
