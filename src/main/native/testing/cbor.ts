// As much of CBOR as CTAP2 uses.

export type Cbor = number | string | boolean | Uint8Array | readonly Cbor[] | ReadonlyMap<Cbor, Cbor>;

export function encode(value: Cbor): Buffer {
  if (typeof value === 'boolean') return Buffer.from([value ? 0xf5 : 0xf4]);
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (value instanceof Map)
    return Buffer.concat([head(5, value.size), ...[...value].flat().map((one) => encode(one as Cbor))]);
  const items = value as readonly Cbor[];
  return Buffer.concat([head(4, items.length), ...items.map(encode)]);
}

export function decode(bytes: Uint8Array): Cbor {
  return item(Buffer.from(bytes), { at: 0 });
}

function head(major: number, value: number): Buffer {
  const type = major << 5;
  if (value < 24) return Buffer.from([type | value]);
  if (value < 256) return Buffer.from([type | 24, value]);
  return Buffer.from([type | 25, value >> 8, value & 0xff]);
}

function item(bytes: Buffer, cursor: { at: number }): Cbor {
  const first = bytes.readUInt8(cursor.at++);
  const [major, short] = [first >> 5, first & 31];
  if (major === 7) return short === 21;
  const wide = short < 24 ? 0 : 2 ** (short - 24);
  const value = wide === 0 ? short : bytes.readUIntBE(cursor.at, wide);
  cursor.at += wide;
  const take = () => {
    cursor.at += value;
    return bytes.subarray(cursor.at - value, cursor.at);
  };
  const next = () => item(bytes, cursor);
  if (major === 0) return value;
  if (major === 1) return -1 - value;
  if (major === 2) return new Uint8Array(take());
  if (major === 3) return take().toString('utf8');
  if (major === 4) return Array.from({ length: value }, next);
  return new Map(Array.from({ length: value }, () => [next(), next()] as const));
}
