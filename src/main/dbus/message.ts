import { aligned, Reader, type Typed, Writer } from './wire.ts';

// D-Bus messages, as far as listening and asking need them:
// https://dbus.freedesktop.org/doc/dbus-specification.html, "Message Protocol".

/** What arrived: a signal, or the reply to a call. */
export interface Message {
  readonly type: 'call' | 'reply' | 'error' | 'signal';
  readonly serial: number;
  /** Who sent it, by the bus's own word. */
  readonly sender?: string;
  /** Of the call that this answers. */
  readonly answers?: number;
  readonly path?: string;
  readonly interface?: string;
  readonly member?: string;
  /** What an error is called. */
  readonly error?: string;
  /** Arguments; those of the types n, q, t, x and d are `undefined`. */
  readonly body: readonly unknown[];
}

/** A call of a method; an argument is a string, an unsigned number, or says its type. */
export interface Call {
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly args?: readonly (string | number | Typed)[];
}

const types = ['call', 'reply', 'error', 'signal'] as const;
// "Maximum length of a message": 128 MiB. Nothing that is listened for comes near a mebibyte.
const longest = 1024 * 1024;
const fixed = 16;

/**
 * What a message is made of; `fields` by their code: 1 path, 2 interface, 3 member, 5 what it
 * answers, 6 destination.
 */
export interface Envelope {
  readonly type: Message['type'];
  readonly fields: readonly (readonly [code: number, type: 'o' | 's' | 'u', value: string | number])[];
  readonly signature: string;
  readonly body: Writer;
}

/** The bytes of a call, little-endian. */
export function encodeCall(call: Call, serial: number): Buffer {
  const { destination, path, interface: name, member, args = [] } = call;
  const body = new Writer();
  const typed = args.map(
    (arg): Typed => (typeof arg === 'string' ? ['s', arg] : typeof arg === 'number' ? ['u', arg] : arg),
  );
  for (const [type, value] of typed) body.typed(type, value);
  const signature = typed.map(([type]) => type).join('');
  const fields = [
    [1, 'o', path],
    [6, 's', destination],
    [2, 's', name],
    [3, 's', member],
  ] as const;
  return encode({ type: 'call', fields, signature, body }, serial);
}

/** The bytes of any message, little-endian. */
export function encode({ type, fields, signature, body }: Envelope, serial: number): Buffer {
  const list = new Writer();
  for (const field of fields) list.field(...field);
  if (signature !== '') list.field(8, 'g', signature);
  const head = new Writer();
  head.bytes(Buffer.from([0x6c, types.indexOf(type) + 1, 0, 1]));
  head.number(body.length);
  head.number(serial);
  head.number(list.length);
  head.bytes(list.buffer());
  head.align(8);
  return Buffer.concat([head.buffer(), body.buffer()]);
}

/**
 * The length of the message that a buffer begins with; `undefined` as long as that cannot be told.
 * Throws on what is none.
 */
export function messageLength(bytes: Buffer): number | undefined {
  if (bytes.length < fixed) return undefined;
  const { little } = endianOf(bytes);
  const number = (at: number) => (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at));
  const length = fixed + aligned(number(12), 8) + number(4);
  if (length > longest) throw new RangeError('a message too long');
  return length;
}

/** Reads one whole message. Throws on what is none. */
export function decodeMessage(bytes: Buffer): Message {
  const { little } = endianOf(bytes);
  const reader = new Reader(bytes, little);
  const type = types[(bytes[1] ?? 0) - 1];
  if (type === undefined) throw new RangeError('an unknown type of message');
  reader.at = 8;
  const serial = reader.number();
  const end = fixed + reader.number();
  const fields = new Map<number, unknown>();
  while (reader.at < end) {
    reader.align(8);
    const code = reader.byte();
    fields.set(code, reader.variant());
  }
  reader.at = aligned(end, 8);
  const text = (code: number) => {
    const value = fields.get(code);
    return typeof value === 'string' ? value : undefined;
  };
  const [path, name, member, error, sender, signature = ''] = [1, 2, 3, 4, 7, 8].map(text);
  const answers = fields.get(5);
  return {
    type,
    serial,
    ...(sender !== undefined && { sender }),
    ...(typeof answers === 'number' && { answers }),
    ...(path !== undefined && { path }),
    ...(name !== undefined && { interface: name }),
    ...(member !== undefined && { member }),
    ...(error !== undefined && { error }),
    body: reader.values(signature),
  };
}

function endianOf(bytes: Buffer): { little: boolean } {
  if (bytes[0] !== 0x6c && bytes[0] !== 0x42) throw new RangeError('no message of D-Bus');
  return { little: bytes[0] === 0x6c };
}
