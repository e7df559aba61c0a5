import fc from 'fast-check';
import { expect, test } from 'vitest';
import { socketOf } from './bus.ts';
import { decodeMessage, encodeCall, messageLength } from './message.ts';

const call = { destination: 'org.example.A', path: '/a', interface: 'org.example.A', member: 'Do' };

test('a call reads back as it was written', () => {
  const bytes = encodeCall({ ...call, args: ['\u{1f511}', 7] }, 3);
  expect(messageLength(bytes)).toBe(bytes.length);
  expect(decodeMessage(bytes)).toEqual({
    type: 'call',
    serial: 3,
    path: '/a',
    interface: 'org.example.A',
    member: 'Do',
    body: ['\u{1f511}', 7],
  });
});

test('lists, structs and dictionaries read back as they were written', () => {
  const shortcut = ['search', { description: ['s', 'Find'], parts: ['as', ['a', 'bc']] }];
  const args = [
    ['o', '/session'],
    ['a(sa{sv})', [shortcut, ['other', {}]]],
    ['a{sv}', { deep: ['(ub)', [7, true]], none: ['au', []] }],
    ['b', false],
  ] as const;
  const { body } = decodeMessage(encodeCall({ ...call, args }, 1));
  expect(JSON.parse(JSON.stringify(body))).toEqual([
    '/session',
    [
      ['search', { description: 'Find', parts: ['a', 'bc'] }],
      ['other', {}],
    ],
    { deep: [7, true], none: [] },
    false,
  ]);
});

test('bytes that are no message are refused, never read past their end', () => {
  const good = encodeCall({ ...call, args: ['abc', 7] }, 1);
  const changed = fc.record({ at: fc.nat(good.length - 1), to: fc.nat(255) });
  fc.assert(
    fc.property(fc.array(changed, { minLength: 1, maxLength: 4 }), (changes) => {
      const bytes = Buffer.from(good);
      for (const { at, to } of changes) bytes[at] = to;
      try {
        const length = messageLength(bytes);
        if (length !== undefined) decodeMessage(bytes.subarray(0, length));
      } catch (error) {
        expect(error).toBeInstanceOf(RangeError);
      }
    }),
    { numRuns: 5_000 },
  );
  expect(() => messageLength(Buffer.from(`l${'\xff'.repeat(15)}`, 'latin1'))).toThrow(RangeError);
  expect(messageLength(Buffer.from('l'))).toBeUndefined();
});

test.each([
  ['unix:path=/run/user/1000/bus', '/run/user/1000/bus'],
  ['unix:path=/a%20b,guid=0f', '/a b'],
  ['tcp:host=a;unix:abstract=/tmp/dbus-x,guid=0f', '\0/tmp/dbus-x'],
  ['unix:guid=0f,path=/x', '/x'],
  ['autolaunch:', undefined],
  ['', undefined],
])('the socket of %j', (address, path) => {
  expect(socketOf(address)).toBe(path);
});
