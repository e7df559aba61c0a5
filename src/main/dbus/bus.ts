import { createConnection, type Socket } from 'node:net';
import { type Call, decodeMessage, encodeCall, type Message, messageLength } from './message.ts';

/** Where the system's own bus listens, unless the environment says otherwise. */
export const systemBus = 'unix:path=/run/dbus/system_bus_socket';

/**
 * Where a bus listens: a path, or a name of Linux's own that is no file. `undefined` for what is
 * reached in another way.
 */
export function socketOf(address: string): string | undefined {
  for (const one of address.split(';')) {
    const found = /^unix:(?:.*,)?(path|abstract)=([^,]+)/.exec(one);
    const name = found?.[2]?.replace(/%([0-9a-f]{2})/gi, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (name !== undefined) return found?.[1] === 'abstract' ? `\0${name}` : name;
  }
  return undefined;
}

/** A connection to a D-Bus that hears signals. Nothing of ours can be called over it. */
export class Bus {
  readonly #socket: Socket;
  readonly #heard: (signal: Message) => void;
  readonly #waiting = new Map<number, (reply: Message | undefined) => void>();
  /** What the bus calls this connection, such as `:1.7`. */
  name = '';
  #serial = 0;
  #bytes = Buffer.alloc(0);

  private constructor(socket: Socket, heard: (signal: Message) => void) {
    this.#socket = socket;
    this.#heard = heard;
  }

  /**
   * Connects and says who is there. Rejects when nobody listens or the bus refuses; `ended` is
   * called once a connection that stood is over.
   */
  static async connect(path: string, heard: (signal: Message) => void, ended: () => void): Promise<Bus> {
    const socket = createConnection(path);
    // A bus alone keeps no app from ending.
    socket.unref();
    await greet(socket);
    const bus = new Bus(socket, heard);
    socket.on('data', (chunk) => bus.#take(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      bus.#forget();
      ended();
    });
    const hello = await bus.call({ ...driver, member: 'Hello' });
    if (hello?.type !== 'reply') {
      socket.destroy();
      throw new Error('the bus does not answer');
    }
    bus.name = String(hello.body[0]);
    return bus;
  }

  /** The reply, an error among them; `undefined` when the connection ended first. */
  call(call: Call): Promise<Message | undefined> {
    this.#serial += 1;
    const serial = this.#serial;
    return new Promise((resolve) => {
      if (this.#socket.destroyed) return resolve(undefined);
      this.#waiting.set(serial, resolve);
      this.#socket.write(encodeCall(call, serial));
    });
  }

  /** Hears from now on what the rule describes ("Match Rules" of the specification). */
  async listen(rule: string): Promise<void> {
    await this.call({ ...driver, member: 'AddMatch', args: [rule] });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#bytes = Buffer.concat([this.#bytes, chunk]);
    try {
      for (;;) {
        const length = messageLength(this.#bytes);
        if (length === undefined || this.#bytes.length < length) return;
        const message = decodeMessage(this.#bytes.subarray(0, length));
        this.#bytes = this.#bytes.subarray(length);
        this.#handle(message);
      }
    } catch {
      // What speaks here is no bus.
      this.#socket.destroy();
    }
  }

  #handle(message: Message): void {
    if (message.type === 'signal') {
      this.#heard(message);
      return;
    }
    const waiting = message.answers === undefined ? undefined : this.#waiting.get(message.answers);
    if (message.answers !== undefined) this.#waiting.delete(message.answers);
    waiting?.(message);
  }

  #forget(): void {
    for (const resolve of this.#waiting.values()) resolve(undefined);
    this.#waiting.clear();
  }
}

const driver = {
  destination: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  interface: 'org.freedesktop.DBus',
} as const;

/** "Authentication Protocol", EXTERNAL: the socket itself tells the bus who we are. */
function greet(socket: Socket): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const fail = () => {
      socket.destroy();
      reject(new Error('no bus'));
    };
    const listen = (chunk: Buffer) => {
      said += chunk.toString('latin1');
      if (!said.includes('\r\n')) return;
      if (!said.startsWith('OK ')) return fail();
      socket.off('data', listen);
      socket.off('error', fail);
      socket.off('close', fail);
      socket.write('BEGIN\r\n');
      resolve();
    };
    socket.on('data', listen);
    socket.once('error', fail);
    socket.once('close', fail);
    const id = Buffer.from(String(process.getuid?.() ?? 0)).toString('hex');
    socket.once('connect', () => socket.write(`\0AUTH EXTERNAL ${id}\r\n`));
  });
}
