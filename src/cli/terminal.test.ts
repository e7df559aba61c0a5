import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { edit, type Keys, terminalOver } from './terminal.ts';

/** A terminal that remembers what was done to it. */
class FakeKeys extends EventEmitter implements Keys {
  readonly acts: string[] = [];
  setRawMode(on: boolean): void {
    this.acts.push(on ? 'raw' : 'cooked');
  }
  resume(): void {}
  pause(): void {}
  type(...chunks: string[]): void {
    for (const chunk of chunks) this.emit('data', Buffer.from(chunk, 'latin1'));
  }
}

function fake() {
  const keys = new FakeKeys();
  const write = (text: string) => void keys.acts.push(text);
  return { keys, terminal: terminalOver(keys, write, () => {}), signal: new AbortController() };
}

test('the echo is off before the question stands there, and on again after the line', async () => {
  const { keys, terminal, signal } = fake();
  const line = terminal.ask('Passphrase: ', signal.signal);
  keys.type('ab', 'c\r');
  expect(await line).toBe('abc');
  expect(keys.acts).toEqual(['raw', 'Passphrase: ', 'cooked', '\n']);
  expect(keys.eventNames()).toEqual([]);
});

test('characters may come in pieces, and what is typed ahead answers the next question', async () => {
  const { keys, terminal, signal } = fake();
  const first = terminal.ask('', signal.signal);
  keys.type('\xc3', '\xa9\nnext\rlast');
  expect(await first).toBe('é');
  expect(await terminal.ask('', signal.signal)).toBe('next');
  const third = terminal.ask('', signal.signal);
  keys.type('\r');
  expect(await third).toBe('last');
});

test.each(['data', 'end', 'abort'])('%s that cancels leaves the terminal as it was', async (how) => {
  const { keys, terminal, signal } = fake();
  const line = terminal.ask('', signal.signal);
  if (how === 'data') keys.type('ab\u0003');
  if (how === 'end') keys.emit('end');
  if (how === 'abort') signal.abort();
  await expect(line).rejects.toMatchObject({ failure: { code: 'cancelled' } });
  expect(keys.acts.slice(-2)).toEqual(['cooked', '\n']);
  expect(keys.eventNames()).toEqual([]);
});

test.each([
  ['ab\u007fc\r', 'ac'],
  ['ab\bc\r', 'ac'],
  ['\u007f\u007fx\r', 'x'],
  ['wrong\u0015right\n', 'right'],
  ['😀\u007fx\r', 'x'],
  ['a\u0000\u001bb\r', 'ab'],
  ['a\u0004\r', 'a'],
])('%j is the line %j', (typed, line) => {
  expect(edit(typed)).toMatchObject({ line });
});

test('a line that has not ended, and one that is given up', () => {
  expect(edit('abc')).toBe('more');
  expect(edit('\u0004')).toBe('cancelled');
  expect(edit('abc\u0003\r')).toBe('cancelled');
});

test.each([
  ['\u001b[200~pasted\u001b[201~\r', 'pasted'],
  ['\u001b[200~with its line end\r\n\u001b[201~\r', 'with its line end'],
  ['a\u001b[200~b\n\u001b[201~c\r', 'abc'],
  ['\u001b[200~\u001b[201~x\r', 'x'],
  ['a\u001b[Cb\u001b[1;5Dc\u001bOHd\u001b[3~\r', 'abcd'],
  ['\u001b[\r', '['],
])('what is pasted counts without its marks, and keys without letters do not: %j', (typed, line) => {
  expect(edit(typed)).toMatchObject({ line });
});

test('a paste of several lines is no passphrase', async () => {
  expect(edit('\u001b[200~a\nb\u001b[201~')).toBe('more');
  expect(edit('\u001b[200~a\nb\u001b[201~\r')).toBe('several-lines');
  expect(edit('\u001b[200~a\nb\u001b[201~\u0015c\r')).toMatchObject({ line: 'c' });
  const { keys, terminal, signal } = fake();
  const line = terminal.ask('', signal.signal);
  keys.type('\u001b[20', '0~a\nb\u001b[201~', '\r');
  await expect(line).rejects.toMatchObject({ failure: { code: 'bad-input' } });
});

// Latin-1, UTF-16, a cut sequence, an overlong one, a surrogate, a byte that is never used.
test.each([
  'caf\xe9\r',
  '\xff\xfea\0\r',
  '\xc3\r',
  '\xc0\xafx\r',
  '\xed\xa0\x80\r',
  'x\xffy\r',
  'a\r'.replace('a', '\xe2\x82'),
])('a line that is not UTF-8 is refused once it has ended: %j', async (typed) => {
  const { keys, terminal, signal } = fake();
  const line = terminal.ask('', signal.signal);
  keys.type(...typed);
  await expect(line).rejects.toMatchObject({
    failure: { code: 'bad-input', what: 'typed-line', reason: 'not-text' },
  });
  expect(keys.acts.slice(-2)).toEqual(['cooked', '\n']);
});

test('UTF-8 is exact, also what looks like a replacement', async () => {
  const { keys, terminal, signal } = fake();
  const line = terminal.ask('', signal.signal);
  keys.type(Buffer.from('\ufffd\u00e9😀\r').toString('latin1'));
  expect(await line).toBe('\ufffd\u00e9😀');
});

test('outside of a question no signal is listened to', async () => {
  const count = () => ['SIGHUP', 'SIGQUIT', 'SIGTSTP', 'SIGCONT'].map((name) => process.listenerCount(name));
  const before = count();
  const { keys, terminal, signal } = fake();
  const line = terminal.ask('', signal.signal);
  expect(count()).toEqual(before.map((n) => n + 1));
  keys.type('x\r');
  await line;
  expect(count()).toEqual(before);
});
