import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Channel, Initiator, noiseLengths, Responder } from './noise.ts';
import { type Key, random, secretKey, x25519, x25519Key, x25519Public } from './primitives.ts';
import { Sealer } from './sealer.ts';

// snow (github.com/mcginty/snow), tests/vectors: the cacophony project's vector of this protocol,
// and snow's own.
type Vector = Record<
  | 'init_prologue'
  | 'init_static'
  | 'init_ephemeral'
  | 'init_remote_static'
  | 'resp_static'
  | 'resp_ephemeral',
  string
> & { messages: { payload: string; ciphertext: string }[] };
const vectors = JSON.parse(
  readFileSync(new URL('./vectors/noise-xk.json', import.meta.url), 'utf8'),
) as Vector[];
const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'));
const hex = (data: Uint8Array | undefined) => data && Buffer.from(data).toString('hex');
const text = (said: string) => new TextEncoder().encode(said);
const key = (fill: number) => x25519Key(new Uint8Array(32).fill(fill));
// A point of low order: whatever key it meets, they share zeros.
const low = new Uint8Array(32);

describe('X25519', () => {
  it('equals RFC 7748, 6.1', () => {
    const alice = '77076d0a7318a57d3c16c17251b26645df4c2f87ebc0992ab177fba51db92c2a';
    const bob = '5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb';
    const shown = [
      '8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a',
      'de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f',
    ];
    const shared = '4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742';
    const [a, b] = [alice, bob].map((own) => x25519Key(bytes(own))) as [Key, Key];
    expect([a, b].map((own) => hex(x25519Public(own)))).toEqual(shown);
    expect(hex(x25519(a, bytes(shown[1] ?? '')))).toBe(shared);
    expect(hex(x25519(b, bytes(shown[0] ?? '')))).toBe(shared);
  });

  it('gives no secret with a point of low order, and takes no key of another length', () => {
    expect(x25519(key(1), low)).toBeUndefined();
    for (const length of [0, 31, 33]) {
      expect(() => x25519Key(new Uint8Array(length))).toThrow(RangeError);
      expect(() => x25519(key(1), new Uint8Array(length))).toThrow(RangeError);
    }
  });
});

describe('Noise XK', () => {
  it.each(vectors)('equals the vector of $init_prologue', (vector) => {
    const prologue = bytes(vector.init_prologue);
    const of = (name: 'init_static' | 'init_ephemeral' | 'resp_static' | 'resp_ephemeral') =>
      x25519Key(bytes(vector[name]));
    const begins = new Initiator(
      prologue,
      bytes(vector.init_remote_static),
      of('init_static'),
      of('init_ephemeral'),
    );
    const answers = new Responder(prologue, of('resp_static'), of('resp_ephemeral'));
    const [one, two, three, ...rest] = vector.messages;
    const payload = (at: { payload: string } | undefined) => bytes(at?.payload ?? '');
    const first = begins.first(payload(one));
    expect(hex(first)).toBe(one?.ciphertext);
    expect(hex(answers.first(bytes(one?.ciphertext ?? '')))).toBe(one?.payload);
    expect(hex(answers.second(payload(two)))).toBe(two?.ciphertext);
    expect(hex(begins.second(bytes(two?.ciphertext ?? '')))).toBe(two?.payload);
    const there = begins.third(payload(three));
    expect(hex(there.message)).toBe(three?.ciphertext);
    const here = answers.third(bytes(three?.ciphertext ?? ''));
    expect(hex(here?.payload)).toBe(three?.payload);
    expect(hex(here?.key)).toBe(hex(x25519Public(of('init_static'))));
    // In the vectors the ends take turns, the responder first.
    for (const [at, message] of rest.entries()) {
      const [from, to] = at % 2 === 0 ? [here, there] : [there, here];
      expect(hex(from?.sends.seal(payload(message)))).toBe(message.ciphertext);
      expect(hex(to?.receives.open(bytes(message.ciphertext)))).toBe(message.payload);
    }
    expect(rest.length).toBeGreaterThan(1);
  });

  it('has the vectors of two libraries', () => expect(vectors).toHaveLength(2));

  it('draws its own fresh keys', () => {
    const first = () => hex(new Initiator(low, x25519Public(key(2)), key(1)).first());
    expect(first()).not.toBe(first());
    const second = () => {
      const answers = new Responder(low, key(2));
      answers.first(new Initiator(low, x25519Public(key(2)), key(1), key(3)).first() ?? low);
      return hex(answers.second());
    };
    expect(second()).not.toBe(second());
  });

  it('refuses keys that share nothing secret, wherever they stand', () => {
    expect(new Initiator(low, low, key(1)).first()).toBeUndefined();
    const sealed = new Uint8Array(48);
    expect(new Responder(low, key(2)).first(sealed)).toBeUndefined();
    const begins = new Initiator(low, x25519Public(key(2)), key(1));
    begins.first();
    expect(begins.second(sealed)).toBeUndefined();
  });
});

/** Both ends, each message through the hands of somebody in between. */
function shake(
  between: (message: Uint8Array, at: number) => Uint8Array = (message) => message,
  { app = key(2), known = x25519Public(key(2)), prologues = ['v', 'v'] as readonly [string, string] } = {},
): { there: Channel; here: Channel & { key: Uint8Array; payload: Uint8Array } } | number {
  const begins = new Initiator(text(prologues[0]), known, key(1));
  const answers = new Responder(text(prologues[1]), app);
  const first = begins.first(text('one'));
  if (first === undefined || answers.first(between(first, 1)) === undefined) return 1;
  if (begins.second(between(answers.second(text('two')), 2)) === undefined) return 2;
  const { message, ...there } = begins.third(text('three'));
  const here = answers.third(between(message, 3));
  return here ? { there, here } : 3;
}

describe('whoever stands between', () => {
  it('changes no byte of a handshake unseen, cuts none and adds none', () => {
    expect(shake()).toMatchObject({ here: { payload: text('three') } });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom('change', 'cut', 'add'),
        (which, where, by, how) => {
          // X25519 leaves the highest bit of a public key out, but it is in what both ends have
          // heard.
          const ended = shake((message, at) => {
            if (at !== which) return message;
            const place = where % message.length;
            if (how === 'cut') return message.slice(0, place);
            if (how === 'add') return Uint8Array.from([...message, by]);
            return message.map((byte, index) => (index === place ? byte ^ by : byte));
          });
          expect(ended).toBe(which);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('swaps no part of it: the version, the app’s key, and what came of another handshake', () => {
    expect(shake(undefined, { prologues: ['v', 'w'] })).toBe(1);
    expect(shake(undefined, { known: x25519Public(key(3)) })).toBe(1);
    expect(shake(undefined, { app: key(3) })).toBe(1);
    for (const which of [1, 2, 3]) {
      const heard: Uint8Array[] = [];
      shake((message, at) => {
        if (at === which) heard.push(message);
        return message;
      });
      const [old = low] = heard;
      // A first message is worth something again, but not to whoever lacks the key that was drawn
      // for it.
      expect(shake((message, at) => (at === which ? old : message))).toBe(which === 1 ? 2 : which);
    }
  });

  it('passes for neither end, though it knows both public keys', () => {
    // For the app: it has the program's first message and no private key but its own.
    const begins = new Initiator(low, x25519Public(key(2)), key(1));
    const between = new Responder(low, key(9));
    between.first(begins.first() ?? low);
    expect(begins.second(between.second())).toBeUndefined();
    // For the program: it shows the program's key with a proof of another.
    const answers = new Responder(low, key(2));
    const thief = new Initiator(low, x25519Public(key(2)), key(9));
    answers.first(thief.first() ?? low);
    thief.second(answers.second());
    expect(hex(answers.third(thief.third().message)?.key)).toBe(hex(x25519Public(key(9))));
  });

  it('reads nothing of what is said, and what it holds back, repeats, swaps, cuts or forges ends all', () => {
    const ends = () => {
      const ended = shake();
      if (typeof ended === 'number') throw new Error('no hands');
      return { sends: ended.there.sends, receives: ended.here.receives, back: ended.there.receives };
    };
    const said = ['first', 'second', 'third'].map(text);
    type Hostile = (messages: Uint8Array[], own: Sealer) => (Uint8Array | undefined)[];
    const ways: Record<string, Hostile> = {
      repeats: ([a]) => [a, a],
      swaps: ([a, b]) => [b, a],
      'leaves out': ([, b]) => [b],
      cuts: ([a]) => [a?.slice(0, -1)],
      'leaves the seal alone': ([a]) => [a?.slice(-noiseLengths.tag)],
      'sends nothing': () => [new Uint8Array()],
      forges: (_, own) => [own.seal(text('first'))],
      changes: ([a]) => [a?.map((byte, at) => (at === 0 ? byte ^ 1 : byte))],
    };
    for (const [name, way] of Object.entries(ways)) {
      const { sends, receives } = ends();
      const messages = said.map((one) => sends.seal(one));
      const heard = way(messages, new Sealer(secretKey(random(32)))).map((one) => receives.open(one ?? low));
      expect(heard.at(name === 'swaps' ? 0 : -1), name).toBeUndefined();
      // Nothing is heard after it, not even what was right.
      const next = messages.slice(heard.length);
      for (const one of [...next, ...messages]) expect(receives.open(one), name).toBeUndefined();
    }
    const { sends, receives, back } = ends();
    const message = sends.seal(text('first'));
    // What the program says is nothing that the app said.
    expect(back.open(message)).toBeUndefined();
    expect(receives.open(message)).toEqual(text('first'));
  });
});

it('each of two handshakes of the same keys has keys of its own', () => {
  const one = shake();
  const two = shake();
  if (typeof one === 'number' || typeof two === 'number') throw new Error('no hands');
  expect(two.here.receives.open(one.there.sends.seal(text('x')))).toBeUndefined();
});
