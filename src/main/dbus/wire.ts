// Values on the wire: https://dbus.freedesktop.org/doc/dbus-specification.html, "Type System".

/** The next place that a value of so many bytes may stand at. */
export function aligned(at: number, to: number): number {
  return Math.ceil(at / to) * to;
}

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

// A type that is not read. What was read before it stands.
class Unread extends RangeError {}

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
    const values: unknown[] = [];
    try {
      for (const type of signature.match(/a\{sv\}|as|[^a]|a./g) ?? []) values.push(this.value(type));
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
    }
    return values;
  }

  value(type: string): unknown {
    if (type === 'b') return this.number() !== 0;
    if (type === 'u' || type === 'i') return this.number();
    if (type === 'y') return this.byte();
    if (['t', 'x', 'd'].includes(type)) return this.#skip();
    if (type === 's' || type === 'o') return this.text();
    if (type === 'g') return this.text(this.byte());
    if (type === 'a{sv}') return this.#dictionary();
    throw new Unread();
  }

  #skip(): undefined {
    this.align(8);
    this.at += 8;
  }

  // Ends at the first value of a type that is not read: its length is not known.
  #dictionary(): Record<string, unknown> {
    const length = this.number();
    this.align(8);
    const end = this.at + length;
    const found: Record<string, unknown> = Object.create(null);
    try {
      while (this.at < end) {
        this.align(8);
        found[this.text()] = this.variant();
      }
    } catch (error) {
      if (!(error instanceof Unread)) throw error;
    }
    this.at = end;
    return found;
  }
}
