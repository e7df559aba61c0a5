import { HoldfastError } from '../../shared/failure.ts';
import { Frames, frame, frameLimits } from './frame.ts';
import { clientProof, fresh32, type Identity, type SharedKey, sameProof, serverProof } from './handshake.ts';
import type { Dial, Wire } from './wire.ts';

/** Who connects, and where to. */
export interface ConnectionOptions {
  readonly socket: string;
  /** The app's key: whatever answers must have it before it is told anything. */
  readonly serverKey: SharedKey;
  /** Missing: only to be registered. */
  readonly identity?: Identity & { readonly key: SharedKey };
  /** Milliseconds for the app to prove itself. */
  readonly patience?: number;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** The client's end of the socket. Its imports are few: a whole `secret get` takes little longer than Node's own start. */
export class Connection {
  readonly #socket: Wire;
  readonly #frames = new Frames(frameLimits.message);
  readonly #waiting: Waiting[] = [];
  #error: HoldfastError | undefined;

  private constructor(socket: Wire) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      this.#end(absent.has(error.code) ? 'no-app' : 'broken'),
    );
    socket.on('close', () => this.#end('broken'));
  }

  /** Connects by `dial` and shakes hands. Fails with `socket`: `no-app`, `not-genuine`, `broken`. */
  static async open(
    { socket, serverKey, identity, patience = 5_000 }: ConnectionOptions,
    dial: Dial,
  ): Promise<Connection> {
    const connection = new Connection(dial(socket));
    // Something else may lie in wait there, and say nothing.
    const late = setTimeout(() => connection.#end('broken'), patience);
    try {
      const client = fresh32();
      const greeting = await connection.#exchange({ holdfast: 1, nonce: client });
      const { nonce, proof } = greeting as { nonce?: unknown; proof?: unknown };
      const transcript = {
        client,
        server: String(nonce),
        pid: process.platform === 'linux' ? process.pid : 0,
      };
      if (typeof proof !== 'string' || !sameProof(proof, serverProof(serverKey, transcript)))
        throw new HoldfastError({ code: 'socket', reason: 'not-genuine' });
      connection.#join(identity, transcript);
      return connection;
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      clearTimeout(late);
    }
  }

  /** The value of the answer. What the app refuses is thrown as its failure. `ask`: the person may be asked for leave. */
  async call(name: string, input?: unknown, ask = false): Promise<unknown> {
    const reply = (await this.#exchange({ call: name, with: input, ...(ask && { ask }) })) as {
      ok?: unknown;
      failure?: unknown;
    };
    if (reply.failure === undefined) return reply.ok;
    const { parseFailure } = await import('../../shared/failure-schema.ts');
    throw new HoldfastError(parseFailure(reply.failure) ?? { code: 'socket', reason: 'broken' });
  }

  close(): void {
    this.#socket.destroy();
  }

  #join(identity: ConnectionOptions['identity'], transcript: Parameters<typeof clientProof>[2]): void {
    // Sent along with the first request: nobody waits for an answer to it.
    this.#socket.cork();
    if (identity === undefined) return void this.#socket.write(frame({}));
    const { vault, name, key } = identity;
    this.#socket.write(frame({ client: { vault, name, proof: clientProof(key, identity, transcript) } }));
  }

  #exchange(message: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#error !== undefined) return reject(this.#error);
      this.#waiting.push({ resolve, reject });
      this.#socket.write(frame(message));
      this.#socket.uncork();
    });
  }

  #take(chunk: Buffer): void {
    this.#frames.push(chunk);
    try {
      for (let bytes = this.#frames.next(); bytes !== undefined; bytes = this.#frames.next())
        this.#waiting.shift()?.resolve(object(bytes));
    } catch {
      this.#end('broken');
    }
  }

  #end(reason: 'no-app' | 'broken'): void {
    this.#error ??= new HoldfastError({ code: 'socket', reason });
    for (const { reject } of this.#waiting.splice(0)) reject(this.#error);
    this.#socket.destroy();
  }
}

const absent: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK']);

function object(bytes: Buffer): object {
  const value: unknown = JSON.parse(bytes.toString('utf8'));
  if (typeof value !== 'object' || value === null) throw new TypeError('no message');
  return value;
}
