import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHash,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto';
import { type Cbor, decode, encode } from './cbor.ts';

type Fields = ReadonlyMap<Cbor, Cbor>;
interface Credential {
  readonly rp: string;
  readonly key: KeyObject;
  readonly withoutUser: Buffer;
  readonly withUser: Buffer;
}

/** How a person treats the key: touches it at once, not at all, or refuses. */
type Touch = 'at-once' | 'never';

const [ok, excluded, noCredentials, cancelled, pinInvalid, pinBlocked, pinRequired, unsupported] = [
  0x00, 0x19, 0x2e, 0x2d, 0x31, 0x32, 0x36, 0x2c,
];

/** A security key in a program: CTAP 2.0 with hmac-secret and PIN protocol 1, as far as a vault asks. */
export class SoftKey {
  touch: Touch = 'at-once';
  extensions: string[] = ['hmac-secret'];
  pinsLeft = 8;
  /** Touches that were asked for. */
  touched = 0;
  /** Gone from its port. */
  out = false;
  readonly #pin: string | undefined;
  readonly #credentials = new Map<string, Credential>();
  readonly #agreement = createECDH('prime256v1');
  readonly #pinToken = randomBytes(32);

  constructor(pin?: string) {
    this.#pin = pin;
    this.#agreement.generateKeys();
  }

  /** As after a reset: it has the same credentials no more. */
  reset(): void {
    this.#credentials.clear();
  }

  /** The credentials stay, and what comes of them is something else. */
  scramble(): void {
    for (const [id, one] of this.#credentials)
      this.#credentials.set(id, { ...one, withoutUser: randomBytes(32), withUser: randomBytes(32) });
  }

  /** True where this message waits for a touch. */
  waits(message: Buffer): boolean {
    const [command] = message;
    if (command !== 1 && command !== 2) return false;
    const fields = decode(message.subarray(1)) as Fields;
    const options = fields.get(command === 1 ? 7 : 5) as Fields | undefined;
    return options?.get('up') !== false && this.#early(command, fields) === undefined;
  }

  answer(message: Buffer): Buffer {
    const [command] = message;
    if (command === 4) return this.#reply(this.#info());
    const fields = decode(message.subarray(1)) as Fields;
    if (command === 6) return this.#clientPin(fields);
    const early = this.#early(command ?? 0, fields);
    if (early !== undefined) return Buffer.from([early]);
    return command === 1 ? this.#make(fields) : this.#assert(fields);
  }

  refuseTouch(): Buffer {
    return Buffer.from([cancelled]);
  }

  #info(): Cbor {
    return new Map<Cbor, Cbor>([
      [1, ['FIDO_2_0']],
      [2, this.extensions],
      [3, new Uint8Array(16)],
      [
        4,
        new Map<Cbor, Cbor>([
          ['rk', false],
          ['up', true],
          ['clientPin', this.#pin !== undefined],
        ]),
      ],
      [5, 1_200],
      [6, [1]],
    ]);
  }

  // What is answered without a touch: CTAP 2.0 asks for the PIN first, and then for the credential.
  #early(command: number, fields: Fields): number | undefined {
    const [hash, auth, list] = command === 1 ? [1, 8, 5] : [2, 6, 3];
    const given = fields.get(auth) as Uint8Array | undefined;
    if (given && !given.every((byte, at) => byte === this.#authOf(fields.get(hash) as Uint8Array)[at]))
      return pinInvalid;
    if (command === 1 && this.#pin !== undefined && given === undefined) return pinRequired;
    const known = this.#named(fields.get(list)).length > 0;
    if (command === 1) return known ? excluded : undefined;
    return known ? undefined : noCredentials;
  }

  #authOf(hash: Uint8Array): Buffer {
    return createHmac('sha256', this.#pinToken).update(hash).digest().subarray(0, 16);
  }

  #named(list: Cbor | undefined): [Buffer, Credential][] {
    return ((list ?? []) as Fields[]).flatMap((one) => {
      const id = Buffer.from(one.get('id') as Uint8Array);
      const known = this.#credentials.get(id.toString('hex'));
      return known === undefined ? [] : [[id, known] as [Buffer, Credential]];
    });
  }

  #make(fields: Fields): Buffer {
    const id = randomBytes(48);
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
    const rp = (fields.get(2) as Fields).get('id') as string;
    const [withoutUser, withUser] = [randomBytes(32), randomBytes(32)];
    this.#credentials.set(id.toString('hex'), { rp, key: privateKey, withoutUser, withUser });
    const jwk = publicKey.export({ format: 'jwk' });
    const cose = coseKey(-7, Buffer.from(jwk.x ?? '', 'base64url'), Buffer.from(jwk.y ?? '', 'base64url'));
    const length = Buffer.from([0, id.length]);
    const attested = Buffer.concat([Buffer.alloc(16), length, id, encode(cose)]);
    const extensions = new Map<Cbor, Cbor>([['hmac-secret', true]]);
    const data = authData(rp, 0xc1 | (fields.has(8) ? 4 : 0), Buffer.concat([attested, encode(extensions)]));
    return this.#reply(
      new Map<Cbor, Cbor>([
        [1, 'none'],
        [2, data],
        [3, new Map()],
      ]),
    );
  }

  #assert(fields: Fields): Buffer {
    const [[id, { rp, key, withUser, withoutUser }] = fail()] = this.#named(fields.get(3));
    if (rp !== fields.get(1)) return Buffer.from([noCredentials]);
    const asked = (fields.get(4) as Fields | undefined)?.get('hmac-secret') as Fields | undefined;
    const given = asked && this.#hmac(asked, fields.has(6) ? withUser : withoutUser);
    if (asked && !given) return Buffer.from([unsupported]);
    const extensions = given && encode(new Map<Cbor, Cbor>([['hmac-secret', given]]));
    const flags = (fields.has(6) ? 5 : 1) | (extensions ? 0x80 : 0);
    const data = authData(rp, flags, extensions ?? Buffer.alloc(0));
    const signature = sign('sha256', Buffer.concat([data, fields.get(2) as Uint8Array]), key);
    const descriptor = new Map<Cbor, Cbor>([
      ['id', id],
      ['type', 'public-key'],
    ]);
    return this.#reply(
      new Map<Cbor, Cbor>([
        [1, descriptor],
        [2, data],
        [3, signature],
      ]),
    );
  }

  #hmac(asked: Fields, random: Buffer): Buffer | undefined {
    const shared = this.#sharedWith(asked.get(1) as Fields);
    const sealed = asked.get(2) as Uint8Array;
    const tag = createHmac('sha256', shared).update(sealed).digest().subarray(0, 16);
    if (!tag.equals(asked.get(3) as Uint8Array)) return undefined;
    const output = createHmac('sha256', random)
      .update(aes(shared, sealed, 'open'))
      .digest();
    return aes(shared, output, 'seal');
  }

  #clientPin(fields: Fields): Buffer {
    const command = fields.get(2);
    if (command === 1) return this.#reply(new Map([[3, this.pinsLeft]]));
    const point = this.#agreement.getPublicKey();
    const own = coseKey(-25, point.subarray(1, 33), point.subarray(33));
    if (command === 2) return this.#reply(new Map<Cbor, Cbor>([[1, own]]));
    if (this.pinsLeft === 0) return Buffer.from([pinBlocked]);
    const shared = this.#sharedWith(fields.get(3) as Fields);
    const right = createHash('sha256')
      .update(this.#pin ?? '')
      .digest()
      .subarray(0, 16);
    if (!aes(shared, fields.get(6) as Uint8Array, 'open').equals(right)) {
      this.pinsLeft--;
      return Buffer.from([pinInvalid]);
    }
    this.pinsLeft = 8;
    return this.#reply(new Map([[2, aes(shared, this.#pinToken, 'seal')]]));
  }

  #sharedWith(theirs: Fields): Buffer {
    const point = Buffer.concat([
      Buffer.from([4]),
      theirs.get(-2) as Uint8Array,
      theirs.get(-3) as Uint8Array,
    ]);
    return createHash('sha256').update(this.#agreement.computeSecret(point)).digest();
  }

  #reply(value: Cbor): Buffer {
    return Buffer.concat([Buffer.from([ok]), encode(value)]);
  }
}

function coseKey(algorithm: number, x: Buffer, y: Buffer): Cbor {
  return new Map<Cbor, Cbor>([
    [1, 2],
    [3, algorithm],
    [-1, 1],
    [-2, x],
    [-3, y],
  ]);
}

function authData(rp: string, flags: number, rest: Buffer): Buffer {
  const hash = createHash('sha256').update(rp).digest();
  return Buffer.concat([hash, Buffer.from([flags]), Buffer.alloc(4), rest]);
}

function aes(key: Buffer, data: Uint8Array, way: 'open' | 'seal'): Buffer {
  const make = way === 'open' ? createDecipheriv : createCipheriv;
  const cipher = make('aes-256-cbc', key, Buffer.alloc(16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(data), cipher.final()]);
}

function fail(): never {
  throw new Error('no credential');
}
