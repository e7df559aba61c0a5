import { libFido2 } from '../libfido2.ts';
import type { Bus } from '../security-keys.ts';
import type { SoftKey } from './soft-key.ts';

const [initialize, cbor, cancel, keepAlive] = [0x86, 0x90, 0x91, 0xbb];
const report = 64;

/** What lies between libfido2 and one key: CTAPHID, in reports of 64 bytes. */
class Line {
  readonly #key: SoftKey;
  readonly #out: Buffer[] = [];
  #message = Buffer.alloc(0);
  #left = 0;
  #waiting: Buffer | undefined;

  constructor(key: SoftKey) {
    this.#key = key;
  }

  // libfido2 writes the report's number first.
  write(packet: Buffer): void {
    const [command = 0] = packet.subarray(5);
    if (command === cancel) this.#called();
    else this.#gather(packet, command);
  }

  #gather(packet: Buffer, command: number): void {
    const isFirst = (command & 0x80) !== 0;
    if (isFirst) this.#left = packet.readUInt16BE(6);
    const part = packet.subarray(isFirst ? 8 : 6).subarray(0, this.#left);
    this.#message = Buffer.concat([isFirst ? Buffer.alloc(0) : this.#message, part]);
    this.#left -= part.length;
    if (command === initialize) this.#send(initialize, Buffer.concat([this.#message, channel, hello]));
    else if (this.#left === 0) this.#take(this.#message);
  }

  /** The next report; undefined: nothing comes. */
  read(): Buffer | undefined {
    if (this.#key.out) return undefined;
    if (this.#out.length === 0 && this.#waiting !== undefined) {
      if (this.#key.touch === 'at-once') {
        this.#key.touched++;
        this.#send(cbor, this.#key.answer(this.#waiting));
        this.#waiting = undefined;
      } else this.#send(keepAlive, Buffer.from([2]));
    }
    return this.#out.shift();
  }

  #take(message: Buffer): void {
    if (this.#key.waits(message)) this.#waiting = message;
    else this.#send(cbor, this.#key.answer(message));
  }

  #called(): void {
    if (this.#waiting !== undefined) this.#send(cbor, this.#key.refuseTouch());
    this.#waiting = undefined;
  }

  #send(command: number, message: Buffer): void {
    const to = command === initialize ? Buffer.alloc(4, 0xff) : channel;
    const first = Buffer.concat([to, Buffer.from([command, message.length >> 8, message.length & 0xff])]);
    this.#put(first, message.subarray(0, 57));
    for (let at = 57, number = 0; at < message.length; at += 59, number++)
      this.#put(Buffer.concat([to, Buffer.from([number])]), message.subarray(at, at + 59));
  }

  #put(head: Buffer, part: Buffer): void {
    this.#out.push(Buffer.concat([head, part, Buffer.alloc(report - head.length - part.length)]));
  }
}

const channel = Buffer.from([0, 0, 0, 7]);
/** The protocol's version, three of the device's, and: it knows CBOR, and nothing older. */
const hello = Buffer.from([2, 0, 0, 0, 0x04 | 0x08]);

/** Puts programs in the places of keys: the real libfido2 talks to them. `undefined` without it. */
export function softBus(keys: () => readonly SoftKey[]): Bus | undefined {
  const c = libFido2();
  if (c === undefined) return undefined;
  const { koffi, library } = c;
  const n = ++count;
  const pointers = {
    open: koffi.pointer(koffi.proto(`void *soft_open${n}(const char *path)`)),
    close: koffi.pointer(koffi.proto(`void soft_close${n}(void *line)`)),
    read: koffi.pointer(koffi.proto(`int soft_read${n}(void *line, void *buffer, size_t length, int ms)`)),
    write: koffi.pointer(koffi.proto(`int soft_write${n}(void *line, void *buffer, size_t length)`)),
  };
  koffi.struct(`soft_io${n}`, pointers);
  const lines = new Map<number, Line>();
  let opened = 0;
  const lineOf = (handle: unknown) => lines.get(Number(koffi.address(handle as never)));
  const functions = {
    open: (path: string) => {
      const key = keys()[Number(path)];
      if (key === undefined || key.out) return 0n;
      lines.set(++opened, new Line(key));
      return BigInt(opened);
    },
    close: () => undefined,
    read: (handle: unknown, buffer: unknown, length: number | bigint) => {
      const packet = lineOf(handle)?.read();
      if (packet === undefined) return -1;
      koffi.encode(buffer as never, 'uint8_t', [...packet] as never, Number(length));
      return report;
    },
    write: (handle: unknown, buffer: unknown, length: number | bigint) => {
      const packet = koffi.decode(buffer, 'uint8_t', Number(length)) as ArrayLike<number>;
      lineOf(handle)?.write(Buffer.from(packet));
      return Number(length);
    },
  };
  const registered = Object.fromEntries(
    Object.entries(pointers).map(([name, type]) => [
      name,
      koffi.register(functions[name as keyof typeof functions] as never, type),
    ]),
  );
  const prepare = library.func(`int fido_dev_set_io_functions(void *device, const soft_io${n} *io)`);
  return {
    paths: () => keys().flatMap((key, at) => (key.out ? [] : [String(at)])),
    prepare: (device) => void prepare(device, registered),
  };
}

let count = 0;
