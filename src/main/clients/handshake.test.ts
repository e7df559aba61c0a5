import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { x25519Key } from '../crypto/primitives.ts';
import { unwipedAfter } from '../crypto/testing/secrets.ts';
import { Frames, frame, frameLimits, openedFrame, sealedFrame } from './frame.ts';
import { AppHandshake, keyFrom, ProgramHandshake, publicKeyOf } from './handshake.ts';
import { ending } from './testing/stand.ts';

const filled = (fill: number) => new Uint8Array(32).fill(fill);
const textOf = (fill: number) => Buffer.from(filled(fill)).toString('base64url');
const hex = (data: Uint8Array) => Buffer.from(data).toString('hex');
const appKey = keyFrom(publicKeyOf(textOf(1)) ?? '') ?? new Uint8Array();
const identity = { vault: '00112233445566778899aabbccddeeff', name: 'build' };

/**
 * Two ends that always draw the same: 1 and 2 are the keys of the app and the program, 3 and 4 what
 * each draws.
 */
function shaken() {
  const program = new ProgramHandshake(appKey, filled(2), x25519Key(filled(3)));
  const app = new AppHandshake(x25519Key(filled(1)), x25519Key(filled(4)));
  const greeting = program.greeting() ?? new Uint8Array();
  const greeted = app.greeted(greeting);
  const answer = app.answer();
  const isApp = program.isApp(answer);
  const { message, ...there } = program.join(identity);
  const joined = app.joined(message);
  if (joined === undefined) throw new Error('not joined');
  return { greeting, greeted, answer, isApp, message, there, joined };
}

it('says who each end is', () => {
  const { greeted, isApp, joined } = shaken();
  expect([greeted, isApp, joined.key, joined.said]).toEqual([
    'ours',
    true,
    publicKeyOf(textOf(2)),
    { client: identity },
  ]);
});

it('is what docs/api.md shows byte by byte', () => {
  const { greeting, answer, message, there, joined } = shaken();
  const lines: [string, string][] = [
    ['private keys', 'app 01 x 32, its e 04 x 32; program 02 x 32, its e 03 x 32'],
    ['app, public', hex(appKey)],
    ['program, public', hex(keyFrom(joined.key) ?? new Uint8Array())],
    ['program says', hex(frame(greeting))],
    ['app', hex(frame(answer))],
    ['who it is', JSON.stringify({ client: identity })],
    ['program', hex(frame(message))],
    ['request', '{"call":"status"}'],
    ['program', hex(sealedFrame(there.sends, { call: 'status' }))],
    ['answer', '{"ok":{"state":"locked","version":"1.0.0"}}'],
    ['app', hex(sealedFrame(joined.sends, { ok: { state: 'locked', version: '1.0.0' } }))],
  ];
  const wrapped = (text: string) => text.match(/.{1,128}/g)?.join(`\n    ${' '.repeat(17)}`) ?? '';
  const example = lines.map(([name, text]) => `    ${name.padEnd(17)}${wrapped(text)}`).join('\n');
  const doc = readFileSync(new URL('../../../docs/api.md', import.meta.url), 'utf8');
  const shown = /<!-- socket.example -->\n.*?\n\n(.*?)\n<!-- \/socket.example -->/s.exec(doc)?.[1];
  expect(shown).toBe(example);
});

it('leaves no secret in memory, nor do the messages after it', async () => {
  const left = await unwipedAfter(() => {
    const { there, joined } = shaken();
    expect(openedFrame(joined.receives, sealedFrame(there.sends, 'said').subarray(4))).toBe('said');
    expect(openedFrame(there.receives, sealedFrame(joined.sends, 'told').subarray(4))).toBe('told');
  });
  expect(left).toEqual([]);
});

describe('a first message', () => {
  const { greeting } = shaken();
  const of = (message: Uint8Array, own = 1) => new AppHandshake(x25519Key(filled(own))).greeted(message);

  it('of another version, of the one before, or of none is told from one for another key', () => {
    expect(of(greeting)).toBe('ours');
    expect(of(greeting, 5)).toBe('other-key');
    const before = Buffer.from(JSON.stringify({ holdfast: 1, nonce: 'A'.repeat(43) }));
    const next = Buffer.concat([Buffer.from('holdfast/3'), greeting.subarray(10)]);
    const longer = Buffer.concat([greeting, Buffer.from([0])]);
    for (const other of [before, next, longer, greeting.subarray(0, 57), new Uint8Array()])
      expect(of(other)).toBe('other-version');
  });
});

describe('a message', () => {
  it('comes out as it went in, whatever it is and in whatever pieces it comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.jsonValue(), { maxLength: 8 }),
        fc.infiniteStream(fc.nat(40)),
        (said, sizes) => {
          const { there, joined } = shaken();
          let sent = Buffer.concat(said.map((one) => sealedFrame(there.sends, one)));
          const frames = new Frames(frameLimits.message);
          const heard: unknown[] = [];
          while (sent.length > 0) {
            const size = 1 + (sizes.next().value as number);
            frames.push(sent.subarray(0, size));
            sent = sent.subarray(size);
            for (let bytes = frames.next(); bytes !== undefined; bytes = frames.next())
              heard.push(openedFrame(joined.receives, bytes));
          }
          expect(JSON.stringify(heard)).toBe(JSON.stringify(said));
          expect(frames.pending).toBe(false);
        },
      ),
    );
  });

  it('of the length that is allowed passes, and one byte more is not sent', async () => {
    const limit = frameLimits.message;
    const fits = 'x'.repeat(limit - 16 - 2);
    const { there, joined } = shaken();
    const sent = sealedFrame(there.sends, fits);
    expect(sent.length).toBe(4 + limit);
    const frames = new Frames(limit);
    frames.push(sent);
    expect(openedFrame(joined.receives, frames.next() ?? sent)).toBe(fits);
    const more = Promise.resolve().then(() => sealedFrame(there.sends, `${fits}x`));
    expect(await ending(more)).toBe('too-large');
    // The refusal took no place in the order.
    expect(openedFrame(joined.receives, sealedFrame(there.sends, 'next').subarray(4))).toBe('next');
  });

  it('that is no JSON, or not the next one, is a failure with nothing in it', async () => {
    const { there, joined } = shaken();
    const opened = (bytes: Uint8Array) =>
      ending(Promise.resolve().then(() => openedFrame(joined.receives, bytes)));
    expect(await opened(there.sends.seal(Buffer.from('s3cret')))).toBe('socket: broken');
    expect(await opened(there.sends.seal(Buffer.from('1')))).toBe(1);
    there.sends.seal(Buffer.from('2'));
    expect(await opened(there.sends.seal(Buffer.from('3')))).toBe('socket: broken');
  });
});
