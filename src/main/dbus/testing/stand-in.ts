import { createConnection, type Socket } from 'node:net';
import { decodeMessage, encode, encodeCall, type Message, messageLength } from '../message.ts';
import { type Typed, Writer } from '../wire.ts';

type Field = readonly [number, 'o' | 's' | 'u', string | number];

/** What a call is answered with: an object's path, or what is made for it; `undefined`: an error. */
export type Answer = string | ((call: Message) => Typed | undefined);

/** A service that owns a name on a bus, answers every call and sends signals. */
export class StandIn {
  /** Members that were called, with their arguments. */
  readonly called: (readonly unknown[])[] = [];
  readonly #socket: Socket;
  readonly #name: string;
  readonly #answer: Answer | undefined;
  #serial = 0;
  #bytes = Buffer.alloc(0);
  #ready: () => void = () => undefined;

  private constructor(socket: Socket, name: string, answer: Answer | undefined) {
    this.#socket = socket;
    this.#name = name;
    this.#answer = answer;
  }

  static async own(path: string, name: string, answer?: Answer): Promise<StandIn> {
    const socket = createConnection(path);
    socket.on('error', () => undefined);
    const id = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    socket.write(`\0AUTH EXTERNAL ${id}\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.write('BEGIN\r\n');
    const one = new StandIn(socket, name, answer);
    socket.on('data', (chunk) => one.#take(chunk));
    const bus = { destination: 'org.freedesktop.DBus', path: '/', interface: 'org.freedesktop.DBus' };
    const owned = new Promise<void>((resolve) => {
      one.#ready = resolve;
    });
    one.#send(encodeCall({ ...bus, member: 'Hello' }, ++one.#serial));
    one.#send(encodeCall({ ...bus, member: 'RequestName', args: [name, 4] }, ++one.#serial));
    await owned;
    return one;
  }

  /** Sends a signal whose one argument is a boolean, or none. */
  flag(path: string, name: string, member: string, value?: boolean): void {
    const body = new Writer();
    if (value !== undefined) body.number(Number(value));
    this.#signal(path, name, member, value === undefined ? '' : 'b', body);
  }

  /** Says that one property, a boolean, has changed. */
  property(path: string, name: string, property: string, value: boolean): void {
    const body = new Writer();
    body.text(name);
    const entry = new Writer();
    entry.text(property);
    entry.signature('b');
    entry.number(Number(value));
    body.number(entry.length);
    body.align(8);
    body.bytes(entry.buffer());
    body.number(0);
    this.#signal(path, 'org.freedesktop.DBus.Properties', 'PropertiesChanged', 'sa{sv}as', body);
  }

  /** Sends a signal with any arguments. */
  signal(path: string, name: string, member: string, ...args: Typed[]): void {
    const body = new Writer();
    for (const [type, value] of args) body.typed(type, value);
    this.#signal(path, name, member, args.map(([type]) => type).join(''), body);
  }

  close(): void {
    this.#socket.destroy();
  }

  #signal(path: string, name: string, member: string, signature: string, body: Writer): void {
    const fields: Field[] = [
      [1, 'o', path],
      [2, 's', name],
      [3, 's', member],
    ];
    this.#send(encode({ type: 'signal', fields, signature, body }, ++this.#serial));
  }

  #take(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    for (;;) {
      const length = messageLength(this.#bytes);
      if (length === undefined || this.#bytes.length < length) return;
      const message = decodeMessage(this.#bytes.subarray(0, length));
      this.#bytes = this.#bytes.subarray(length);
      if (message.type === 'reply' && message.answers === 2) this.#ready();
      if (message.type === 'call') this.#reply(message);
    }
  }

  #reply(call: Message): void {
    const { member, body, serial, sender = '' } = call;
    this.called.push([member, ...body]);
    const to: Field[] = [
      [5, 'u', serial],
      [6, 's', sender],
    ];
    const answer = new Writer();
    const given = typeof this.#answer === 'function' ? this.#answer(call) : this.#answer;
    const [type, value]: Typed = typeof given === 'string' ? ['o', given] : (given ?? ['', '']);
    const refused: Field = [4 as number, 's', `${this.#name}.Error.Failed`];
    if (type !== '') answer.typed(type, value);
    this.#send(
      given === undefined
        ? encode({ type: 'error', fields: [...to, refused], signature: '', body: answer }, ++this.#serial)
        : encode({ type: 'reply', fields: to, signature: type, body: answer }, ++this.#serial),
    );
  }

  #send(bytes: Buffer): void {
    this.#socket.write(bytes);
  }
}
