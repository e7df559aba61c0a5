import { spawnSync } from 'node:child_process';
import { deflateSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import type { Channel } from '../../child/channel.ts';
import { codeOf, drawn } from '../code.ts';
import { proveCodes } from '../gate.ts';
import { splitSlip39 } from '../testing/slip39-spec.ts';
import { forkReader } from './fork.ts';
import { openReader, readPicture } from './reader.ts';
import { pdfOf, pngOf } from './testing/files.ts';

// Real processes, as the command line starts them; only that they run the sources.
const start = forkReader(new URL('./process.ts', import.meta.url).pathname);
const text = 'HOLDFAST 1 3F2A90BC 7KQ2M9XT ACADEMIC ACID ACNE ACQUIRE ACROBAT';
const picture = drawn(codeOf(text), 6);
let started: { channel: Channel; gone: Promise<void> }[] = [];
const run = () => {
  const channel = start();
  started.push({ channel, gone: new Promise((resolve) => channel.onExit(resolve)) });
  return channel;
};
const failureIn = (bytes: Uint8Array, options = {}) => readPicture(bytes, run, options).catch(failureOf);
const refused = (reason: string) => ({ code: 'picture-refused', reason });

beforeEach(() => {
  started = [];
});
// Whatever came of a test, its processes are gone.
afterEach(() => Promise.all(started.map(({ gone }) => gone)));

test('a PNG is read, whatever its kind of pixels', async () => {
  for (const channels of [1, 2, 3, 4] as const)
    expect(await readPicture(pngOf(picture, channels), run)).toEqual([text]);
});

test('a PDF is read, every page of it', async () => {
  const other = drawn(codeOf('https://example.org'), 6);
  expect(await readPicture(pdfOf([picture, other]), run)).toEqual([text, 'https://example.org']);
});

test('a page of HTML is read in the same process; one without a sheet has no code', async () => {
  const [words = []] = splitSlip39(
    new Uint8Array(32),
    { identifier: 1, threshold: 2, shares: 3 },
    (bytes) => new Uint8Array(bytes),
  );
  const items = words.map((word, index) => `<li><i>${index + 1}</i> ${word}</li>`).join('');
  expect(await readPicture(Buffer.from(`<!doctype html><ol>${items}</ol>`), run)).toEqual([words.join(' ')]);
  expect(started).toHaveLength(1);
  expect(await failureIn(Buffer.from('<p>no sheet'))).toEqual(refused('no-code'));
});

test('a frame of a camera is read by a process that goes on to the next', async () => {
  const reader = openReader(run);
  const blank = { width: 640, height: 480, data: new Uint8Array(640 * 480).fill(200) };
  expect(await reader.frame(blank)).toEqual([]);
  expect(await reader.frame(picture)).toEqual([text]);
  expect(await reader.frame(picture)).toEqual([text]);
  expect(started).toHaveLength(1);
  reader.close();
  expect(await reader.frame(picture).catch(failureOf)).toEqual({ code: 'closed' });
});

test('what a print would lose is not offered', async () => {
  await proveCodes([text, 'HOLDFAST'], run);
});

test('nothing, something else and something too large are refused, each by its name', async () => {
  expect(await failureIn(new Uint8Array())).toEqual(refused('empty'));
  expect(await failureIn(Buffer.from('just a text, and nothing else'))).toEqual(refused('unknown-format'));
  expect(await failureIn(new Uint8Array(50 * 2 ** 20))).toEqual(refused('too-large'));
  expect(await failureIn(pngOf({ width: 50, height: 50, data: new Uint8Array(2_500).fill(255) }))).toEqual(
    refused('no-code'),
  );
});

test('a decompression bomb is refused by its header', async () => {
  const bomb = Buffer.from(pngOf({ width: 1, height: 1, data: new Uint8Array(1) }));
  bomb.writeUInt32BE(60_000, 16);
  bomb.writeUInt32BE(60_000, 20);
  expect(await failureIn(bomb)).toEqual(refused('too-large'));
});

test('a picture that says to be small and inflates to 256 MB gives nothing, and soon', async () => {
  const honest = pngOf({ width: 64, height: 64, data: new Uint8Array(4_096) });
  const inside = deflateSync(Buffer.alloc(2 ** 28));
  const at = Buffer.from(honest).indexOf('IDAT') - 4;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(inside.length);
  const bomb = Buffer.concat([honest.subarray(0, at), length, Buffer.from('IDAT'), inside, Buffer.alloc(4)]);
  expect(['no-code', 'damaged']).toContain(((await failureIn(bomb)) as { reason: string }).reason);
});

test('a PDF with scripts is read and they are not run; one of 1,000 pages is refused', async () => {
  expect(await readPicture(pdfOf([picture], { script: 'while (true) app.alert(1);' }), run)).toEqual([text]);
  const blank = { width: 1, height: 1, data: new Uint8Array(1) };
  expect(await failureIn(pdfOf(Array.from({ length: 1_000 }, () => blank)))).toEqual(
    refused('too-many-pages'),
  );
});

test('damaged files are refused', async () => {
  expect(await failureIn(pdfOf([picture]).subarray(0, 300))).toEqual(refused('damaged'));
  expect(await failureIn(Buffer.from('%PDF-1.7 and no more'))).toEqual(refused('damaged'));
  expect(await failureIn(Buffer.from([0xff, 0xd8, 0xff, 0xe0]))).toEqual(refused('damaged'));
  expect(await failureIn(pngOf(picture).subarray(0, 20))).toEqual(refused('damaged'));
});

test('what takes too long, and what is not wanted any more, ends with its process', async () => {
  expect(await failureIn(pngOf(picture), { milliseconds: 1 })).toEqual(refused('timed-out'));
  const control = new AbortController();
  const reading = failureIn(pngOf(picture), { signal: control.signal });
  control.abort();
  expect(await reading).toEqual({ code: 'cancelled' });
});

test('a process that ends or talks nonsense is a crash', async () => {
  const failing = (say: (listener: (message: unknown) => void) => void, exit: boolean) => () => {
    let over = () => {};
    return {
      post: () => (exit ? over() : undefined),
      onMessage: (listener: (message: unknown) => void) => say(listener),
      onExit: (listener: () => void) => {
        over = listener;
      },
      kill: () => {},
    };
  };
  const silent = failing(() => {}, true);
  const nonsense = failing((listener) => setImmediate(listener, { type: 'read', id: 1, pages: 'no' }), false);
  for (const bad of [silent, nonsense])
    expect(await readPicture(pngOf(picture), bad).catch(failureOf)).toEqual(refused('crashed'));
});

test('random bytes behind a good start never do more than refuse', async () => {
  const seed = Buffer.from('holdfast');
  for (const head of [
    pngOf(picture).subarray(0, 60),
    pdfOf([picture]).subarray(0, 400),
    Buffer.from('ffd8ffe0', 'hex'),
  ]) {
    const noise = Buffer.from(Array.from({ length: 5_000 }, (_, at) => (seed[at % 8] ?? 0) * (at + 7) * 31));
    expect(await failureIn(Buffer.concat([head, noise]))).toMatchObject({ code: 'picture-refused' });
  }
});

test('no reader is left behind', () => {
  const { stdout } = spawnSync('ps', ['-eo', 'ppid=,args='], { encoding: 'utf8' });
  const ours = stdout.split('\n').filter((line) => line.trim().startsWith(`${process.pid} `));
  expect(ours.filter((line) => line.includes('read/process.ts'))).toEqual([]);
});
