// Values on the wire: https://dbus.freedesktop.org/doc/dbus-specification.html, "Type System".

/** The next place that a value of so many bytes may stand at. */
export function aligned(at: number, to: number): number {
  return Math.ceil(at / to) * to;
}

/** The complete types that a signature is made of. */
export function typesOf(signature: string): string[] {
  const types: string[] = [];
  for (let at = 0; at < signature.length; ) {
    const end = endOf(signature, at);
    types.push(signature.slice(at, end));
    at = end;
  }
  return types;
}

function endOf(signature: string, at: number): number {
  const first = signature[at];
  if (first === undefined) throw new RangeError('a type without an end');
  if (first === 'a') return endOf(signature, at + 1);
  const closing = first === '(' ? ')' : first === '{' ? '}' : undefined;
  if (closing === undefined) return at + 1;
  let end = at + 1;
  while (signature[end] !== closing) end = endOf(signature, end);
  return end + 1;
}

// Longer values begin at multiples of their size; structs and entries of dictionaries at those of 8.
function alignmentOf(type: string): number {
  const [first = ''] = type;
  if ('(t{xd'.includes(first)) return 8;
  return 'yvg'.includes(first) ? 1 : 'nq'.includes(first) ? 2 : 4;
}

/** A value with its type. Records are dictionaries whose keys are texts, lists are arrays or structs. */
export type Typed = readonly [type: string, value: unknown];

/** Writes values one after the other, little-endian. */
export class Writer {
  #parts: Buffer[] = [];
  length = 0;

  bytes(part: Buffer): void {
    this.#parts.push(part);
    this.length += part.length;
  }

  align(to: number): void {
    this.bytes(Buffer.alloc(aligned(this.length, to) - this.length));
  }

  number(value: number): void {
    this.align(4);
    const part = Buffer.alloc(4);
    part.writeUInt32LE(value);
    this.bytes(part);
  }

  text(value: string): void {
    const part = Buffer.from(`${value}\0`);
    this.number(part.length - 1);
    this.bytes(part);
  }

  signature(value: string): void {
    this.bytes(Buffer.from(`${String.fromCharCode(value.length)}${value}\0`));
  }

  /** A string or an unsigned number. */
  value(value: string | number): void {
    if (typeof value === 'string') this.text(value);
    else this.number(value);
  }

  /** Of the types b, u, s, o, g, v, and arrays, structs and dictionaries of them. */
  typed(type: string, value: unknown): void {
    if (type === 'b' || type === 'u') this.number(Number(value));
    else if (type === 'g') this.signature(String(value));
    else if (type === 'v') this.variant(value as Typed);
    else if (type.startsWith('(')) this.#struct(type, value as readonly unknown[]);
    else if (type.startsWith('a{')) this.#array(type, Object.entries(value as object));
    else if (type.startsWith('a')) this.#array(type, value as readonly unknown[]);
    else this.text(String(value));
  }

  variant([type, value]: Typed): void {
    this.signature(type);
    this.typed(type, value);
  }

  #struct(type: string, values: readonly unknown[]): void {
    this.align(8);
    typesOf(type.slice(1, -1)).forEach((member, i) => {
      this.typed(member, values[i]);
    });
  }

  #array(type: string, values: readonly unknown[]): void {
    const member = type.slice(1);
    this.align(4);
    const size = Buffer.alloc(4);
    this.bytes(size);
    this.align(alignmentOf(member));
    const start = this.length;
    for (const value of values)
      if (member.startsWith('{')) this.#struct(member, value as readonly unknown[]);
      else this.typed(member, value);
    size.writeUInt32LE(this.length - start);
  }

  /** An entry of a message's header. */
  field(code: number, type: 'o' | 's' | 'g' | 'u', value: string | number): void {
    this.align(8);
    this.bytes(Buffer.from([code]));
    this.signature(type);
    if (type === 'g') this.signature(String(value));
    else this.value(value);
  }

  buffer(): Buffer {
    return Buffer.concat(this.#parts);
  }
}

/** Reads values one after the other. Throws past the end. */
export class Reader {
  readonly #bytes: Buffer;
  readonly #little: boolean;
  at = 0;

  constructor(bytes: Buffer, little: boolean) {
    this.#bytes = bytes;
    this.#little = little;
  }

  align(to: number): void {
    this.at = aligned(this.at, to);
  }

  byte(): number {
    return this.#bytes.readUInt8(this.at++);
  }

  number(): number {
    this.align(4);
    this.at += 4;
    return this.#little ? this.#bytes.readUInt32LE(this.at - 4) : this.#bytes.readUInt32BE(this.at - 4);
  }

  text(length = this.number()): string {
    const start = this.at;
    if (start + length >= this.#bytes.length) throw new RangeError('a text past the end');
    this.at += length + 1;
    return this.#bytes.toString('utf8', start, start + length);
  }

  variant(): unknown {
    return this.value(this.text(this.byte()));
  }

  values(signature: string): unknown[] {
    return typesOf(signature).map((type) => this.value(type));
  }

  value(type: string): unknown {
    if (type === 'b') return this.number() !== 0;
    if ('uih'.includes(type)) return this.number();
    if (type === 'y') return this.byte();
    if ('nq'.includes(type)) return this.#skip(2);
    if ('txd'.includes(type)) return this.#skip(8);
    if (type === 's' || type === 'o') return this.text();
    if (type === 'g') return this.text(this.byte());
    if (type === 'v') return this.variant();
    if (type.startsWith('(')) return this.#struct(type);
    if (type.startsWith('a{')) return this.#dictionary(type);
    if (type.startsWith('a')) return this.#array(type.slice(1));
    throw new RangeError('an unknown type');
  }

  // What nobody asks for.
  #skip(bytes: number): undefined {
    this.align(bytes);
    this.at += bytes;
  }

  #struct(type: string): unknown[] {
    this.align(8);
    return this.values(type.slice(1, -1));
  }

  #array(member: string): unknown[] {
    const length = this.number();
    this.align(alignmentOf(member));
    const end = this.at + length;
    if (end > this.#bytes.length) throw new RangeError('an array past the end');
    const found: unknown[] = [];
    while (this.at < end) {
      const start = this.at;
      found.push(this.value(member));
      if (this.at === start) throw new RangeError('an array of nothing');
    }
    return found;
  }

  #dictionary(type: string): Record<string, unknown> {
    const found: Record<string, unknown> = Object.create(null);
    const entries = this.#array(`(${type.slice(2, -1)})`) as unknown[][];
    for (const [key, value] of entries) found[String(key)] = value;
    return found;
  }
}
