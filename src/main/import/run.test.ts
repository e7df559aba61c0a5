import * as fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import { contentIn } from './content.ts';
import type { Item } from './entry.ts';
import { packItem, packItems } from './message.ts';
import { runParser } from './run.ts';
import { fakeParser } from './testing/fake.ts';

const entry: Item = {
  kind: 'entry',
  entry: {
    id: '1',
    folders: [],
    title: 't',
    versions: [{ fields: [{ name: 'a', type: 'text', value: 'b' }] }],
  },
};
const batch = { type: 'batch', items: packItems([packItem(entry)]), done: 1, total: 1 };
const bytesOf = (items: unknown) => Buffer.from(JSON.stringify(items));
const wire = (versions: unknown, rest: unknown = {}) => ['1', 't', [], versions, rest];
const end = { type: 'end', format: 'json', read: 1 };
const file = { name: 'f', content: contentIn(new Uint8Array(9)) };
const nothing = async () => {};
const refused = (reason: string) => ({ code: 'import-refused', reason });

test('items arrive in order, more are asked for, and the process is gone at the end', async () => {
  const seen: string[] = [];
  const { run, killed, told } = fakeParser((message, say) => {
    if ((message as { type: string }).type !== 'parse') return;
    for (let i = 0; i < 9; i++) say({ ...batch, done: i });
    say(end);
  });
  const progress: number[][] = [];
  const summary = await runParser(
    file,
    run,
    async (items) => {
      seen.push(...items.map(({ kind }) => kind));
    },
    { progress: (done, total) => progress.push([done, total]) },
  );
  expect(summary).toEqual({ format: 'json', read: 1 });
  expect(seen).toEqual(Array(9).fill('entry'));
  expect(progress).toEqual([...Array(9).keys()].map((done) => [done, 1]));
  const more = { type: 'more', batches: 4 };
  expect(told).toEqual([{ type: 'parse', name: 'f', size: 9 }, more, more]);
  expect(killed()).toBe(true);
});

test('the bytes are read here, piece by piece as the parser wants them', async () => {
  const bytes = new Uint8Array(9 * 1024 ** 2).map((_, at) => at);
  const pieces: Uint8Array[] = [];
  let at = 0;
  const { run } = fakeParser((message, say) => {
    const told = message as { type: string; bytes: Uint8Array };
    if (told.type === 'bytes') {
      pieces.push(told.bytes);
      at += told.bytes.length;
    }
    say(at < bytes.length ? { type: 'want', at } : end);
  });
  await runParser({ name: 'f', content: contentIn(bytes) }, run, nothing);
  expect(pieces.length).toBeGreaterThan(1);
  expect(Buffer.concat(pieces).equals(bytes)).toBe(true);
});

test('more entries than an import takes end it', async () => {
  const note = { kind: 'note', problem: { place: '', reason: 'in-bin' } };
  const many = { ...batch, items: bytesOf(Array(100_000).fill(note)) };
  let said = 0;
  const { run } = fakeParser((message, say) => {
    if ((message as { type: string }).type === 'parse') for (let i = 0; i < 21; i++) say(many);
    else say(end);
  });
  const work = runParser(file, run, async (items) => {
    said += items.length;
  });
  expect(await work.catch(failureOf)).toEqual(refused('too-large'));
  expect(said).toBe(2_000_000);
});

test('bytes that came through a pipe are bounded as files are', () => {
  expect(() => contentIn(new Uint8Array(1024 ** 3 + 1))).toThrow('import-refused');
  expect(contentIn(new Uint8Array(1024 ** 3)).size).toBe(1024 ** 3);
});

test('a parser that ends without a summary crashed', async () => {
  const { run } = fakeParser((_, say, exit) => {
    say(batch);
    exit();
  });
  expect(await runParser(file, run, nothing).catch(failureOf)).toEqual(refused('crashed'));
});

test('a summary that came before the end counts', async () => {
  const { run } = fakeParser((_, say, exit) => {
    say(end);
    exit();
  });
  expect(await runParser(file, run, nothing)).toEqual({ format: 'json', read: 1 });
});

test('a parser that says nothing is killed when its time is over', async () => {
  const { run, killed } = fakeParser(() => {});
  const work = runParser(file, run, nothing, { milliseconds: 5 });
  expect(await work.catch(failureOf)).toEqual(refused('timed-out'));
  expect(killed()).toBe(true);
});

test('the time that we take ourselves does not count against the parser', async () => {
  const { run } = fakeParser((message, say) => {
    if ((message as { type: string }).type !== 'parse') return say(end);
    for (let i = 0; i < 4; i++) say(batch);
  });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  try {
    const slow = async () => void vi.advanceTimersByTime(60);
    expect(await runParser(file, run, slow, { milliseconds: 40 })).toMatchObject({ read: 1 });
  } finally {
    vi.useRealTimers();
  }
});

test('a call that is called off kills the parser', async () => {
  const { run, killed } = fakeParser(() => {});
  const cancel = new AbortController();
  const work = runParser(file, run, nothing, { signal: cancel.signal });
  cancel.abort();
  expect(await work.catch(failureOf)).toEqual({ code: 'cancelled' });
  expect(killed()).toBe(true);
});

test('the failure that it reports is the failure', async () => {
  const { run } = fakeParser((_, say) => say({ type: 'refused', reason: 'malformed', line: 3 }));
  expect(await runParser(file, run, nothing).catch(failureOf)).toEqual({
    ...refused('malformed'),
    line: 3,
  });
});

test('what we fail at ourselves comes out as it is', async () => {
  const { run } = fakeParser((_, say) => say(batch));
  const work = runParser(file, run, async () => {
    throw new RangeError('ours');
  });
  await expect(work).rejects.toThrow('ours');
});

test('whatever it says that is no message of ours ends it, and nothing of it gets through', async () => {
  const mangled = fc.oneof(
    fc.anything(),
    fc.record({
      type: fc.constantFrom('batch', 'end', 'refused'),
      items: fc.anything(),
      done: fc.anything(),
    }),
    fc
      .anything()
      .filter((value) => typeof value !== 'string')
      .map((value) => ({ ...batch, items: bytesOf([wire([[null, 'a', 'text', value]])]) })),
    fc.constantFrom(
      { ...batch, items: bytesOf([entry]) },
      { ...batch, items: bytesOf([wire([])]) },
      { ...batch, items: bytesOf([wire([['now', 'a', 'text', 'b']])]) },
      { ...batch, items: bytesOf([wire([[null, 'a', 'text']])]) },
      { ...batch, items: bytesOf([wire([[null, 'a', 'number', 'b']])]) },
      { ...batch, items: bytesOf([wire([[null]], { place: 1 })]) },
      { ...batch, items: bytesOf([wire([[null]], { other: 1 })]) },
      { ...batch, items: bytesOf([wire([[null]], JSON.parse('{"__proto__":{"whole":true}}'))]) },
      { ...batch, items: bytesOf([{ kind: 'failed', problem: {} }]) },
      { ...batch, items: [] },
      { ...batch, items: bytesOf({ length: 0 }) },
      { ...batch, items: Buffer.from('[') },
      { ...batch, items: Buffer.from([0xff]) },
      { ...batch, done: -1 },
      { type: 'want', at: 9 },
      { type: 'want', at: -1 },
      { ...end, format: 'exe' },
      { type: 'refused', reason: 'anything' },
      JSON.parse('{"__proto__":{"type":"end"},"type":"batch"}'),
    ),
  );
  await fc.assert(
    fc.asyncProperty(mangled, async (message) => {
      const { run, killed } = fakeParser((_, say) => say(message));
      const taken: unknown[] = [];
      const failure = await runParser(file, run, async (items) => {
        taken.push(...items);
      }).catch(failureOf);
      expect(failure).toEqual(refused('crashed'));
      expect(taken).toEqual([]);
      expect(killed()).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
