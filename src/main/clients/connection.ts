import { connect, type Socket } from 'node:net';
import { HoldfastError } from '../../shared/failure.ts';
import type { Channel } from '../crypto/noise.ts';
import { Frames, frame, frameLimits, openedFrame, sealedFrame } from './frame.ts';
import { type Identity, ProgramHandshake, saysOtherVersion } from './handshake.ts';

/** Who connects, and where to. */
export interface ConnectionOptions {
  readonly socket: string;
  /**
   * The app's public key: whatever answers must have the private one before it is told anything.
   */
  readonly serverKey: Uint8Array;
  /** With the program's private key. Missing: only to be registered. */
  readonly identity?: Identity & { readonly key: Uint8Array };
  /** Milliseconds for the app to prove itself. */
  readonly patience?: number;
}

interface Reply {
  readonly ok?: unknown;
  readonly failure?: unknown;
}

interface Waiting {
  readonly resolve: (bytes: Buffer) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The client's end of the socket. Its imports are few: a whole `secret get` takes little longer
 * than Node's own start.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #frames = new Frames(frameLimits.message);
  readonly #waiting: Waiting[] = [];
  #channel: Channel | undefined;
  #error: HoldfastError | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      this.#end(absent.has(error.code) ? 'no-app' : 'broken'),
    );
    socket.on('close', () => void this.#end('broken'));
  }

  /**
   * Connects and shakes hands. Fails with `socket`: `no-app`, `not-genuine`, `other-version`,
   * `broken`.
   */
  static async open({
    socket,
    serverKey,
    identity,
    patience = 5_000,
  }: ConnectionOptions): Promise<Connection> {
    const connection = new Connection(connect(socket));
    // Something else may lie in wait there, and say nothing.
    const late = setTimeout(() => connection.#end('broken'), patience);
    try {
      await connection.#shakeHands(new ProgramHandshake(serverKey, identity?.key), identity);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  /**
   * The value of the answer. What the app refuses is thrown as its failure. `ask`: the person may
   * be asked for leave.
   */
  async call(name: string, input?: unknown, ask = false): Promise<unknown> {
    const reply = (await this.#ask({ call: name, with: input, ...(ask && { ask }) })) as Reply;
    if (reply.failure === undefined) return reply.ok;
    const { parseFailure } = await import('../../shared/failure-schema.ts');
    throw new HoldfastError(parseFailure(reply.failure) ?? { code: 'socket', reason: 'broken' });
  }

  close(): void {
    this.#socket.destroy();
  }

  async #shakeHands(hands: ProgramHandshake, identity: Identity | undefined): Promise<void> {
    const greeting = hands.greeting();
    const answer = greeting && (await this.#exchange(() => frame(greeting)));
    if (answer === undefined || !hands.isApp(answer)) {
      const reason = answer && saysOtherVersion(answer) ? 'other-version' : 'not-genuine';
      throw new HoldfastError({ code: 'socket', reason });
    }
    const { message, ...channel } = hands.join(identity);
    this.#channel = channel;
    // Sent along with the first request: nobody waits for an answer to it.
    this.#socket.cork();
    this.#socket.write(frame(message));
  }

  async #ask(message: unknown): Promise<unknown> {
    const { sends, receives } = this.#channel as Channel;
    const answer = await this.#exchange(() => sealedFrame(sends, message));
    try {
      return object(openedFrame(receives, answer));
    } catch {
      throw this.#end('broken');
    }
  }

  /** The answer to what is sent. Nothing is made of it where nobody hears any more. */
  #exchange(make: () => Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      if (this.#error !== undefined) return reject(this.#error);
      const bytes = make();
      this.#waiting.push({ resolve, reject });
      this.#socket.write(bytes);
      this.#socket.uncork();
    });
  }

  #take(chunk: Buffer): void {
    this.#frames.push(chunk);
    try {
      for (let bytes = this.#frames.next(); bytes !== undefined; bytes = this.#frames.next()) {
        const waiting = this.#waiting.shift();
        // The app says nothing unasked.
        if (waiting === undefined) return void this.#end('broken');
        waiting.resolve(bytes);
      }
    } catch {
      this.#end('broken');
    }
  }

  #end(reason: 'no-app' | 'broken'): HoldfastError {
    this.#error ??= new HoldfastError({ code: 'socket', reason });
    for (const { reject } of this.#waiting.splice(0)) reject(this.#error);
    this.#socket.destroy();
    return this.#error;
  }
}

const absent: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK']);

function object(value: unknown): object {
  if (typeof value !== 'object' || value === null) throw new TypeError('no message');
  return value;
}
