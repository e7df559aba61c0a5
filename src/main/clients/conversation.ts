import type { Socket } from 'node:net';
import { hello as helloSchema, type Join, join as joinSchema } from '../../shared/api.ts';
import { failureOf } from '../../shared/failure.ts';
import { Frames, frame, frameLimits } from './frame.ts';
import { fresh32, type SharedKey, serverProof, type Transcript } from './handshake.ts';
import type { Peer } from './peer.ts';
import type { Visit } from './serve.ts';

/** Milliseconds: to prove oneself, to send the rest of a message, to take an answer, to say nothing at all. */
export const patience = { handshake: 5_000, message: 30_000, reply: 30_000, idle: 10 * 60_000 };

/** What a conversation needs of the server. */
export interface Host {
  readonly key: SharedKey;
  /** The folder where programs of this machine keep their keys. */
  readonly keys: string;
  readonly answer: (visit: Visit, message: unknown) => Promise<unknown>;
  /** Whether the visitor has proven a client's key. */
  readonly isKnown: (visit: Visit) => Promise<boolean>;
  readonly refused: (error: unknown) => { failure: unknown; ends: boolean };
  /** Counts bytes that wait for the rest of their message; false when too many do in all. */
  readonly hold: (bytes: number) => boolean;
  readonly patience: typeof patience;
}

type Said = 'hello' | 'join' | 'request';

/** One connection: the handshake of api.md, 3, then one request after the other. */
export class Conversation {
  readonly #socket: Socket;
  readonly #peer: Peer;
  readonly #host: Host;
  readonly #frames = new Frames(frameLimits.handshake);
  readonly #gone = new AbortController();
  #next: Said = 'hello';
  #transcript: Transcript | undefined;
  #visit: Visit | undefined;
  #busy = false;
  #held = 0;
  #deadline: NodeJS.Timeout | undefined;

  constructor(socket: Socket, peer: Peer, host: Host) {
    this.#socket = socket;
    this.#peer = peer;
    this.#host = host;
    this.#expect(host.patience.handshake);
    socket.setTimeout(host.patience.idle, () => this.end());
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
    socket.on('error', () => this.end());
    socket.on('close', () => this.#close());
  }

  /** Whoever is at the other end. */
  get visit(): Visit | undefined {
    return this.#visit;
  }

  end(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#frames.push(chunk);
    if (!this.#count()) return void this.end();
    // What is sent ahead waits in the kernel.
    if (this.#busy && this.#frames.size > frameLimits.handshake) this.#socket.pause();
    void this.#go();
  }

  async #go(): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let bytes = this.#frames.next(); bytes !== undefined; bytes = this.#frames.next()) {
        await this.#hear(JSON.parse(bytes.toString('utf8')));
        if (this.#socket.destroyed) return;
      }
    } catch (error) {
      // Not a message, or too long a one: there is no telling where the next would begin.
      if (this.#next === 'request' && failureOf(error)?.code === 'too-large')
        await this.#reply({ failure: failureOf(error) });
      return void this.#socket.destroySoon();
    } finally {
      this.#busy = false;
    }
    if (!this.#count()) return this.end();
    if (this.#socket.isPaused()) this.#socket.resume();
    if (this.#next === 'request')
      this.#expect(this.#frames.pending ? this.#host.patience.message : undefined);
  }

  async #hear(message: unknown): Promise<void> {
    if (this.#next === 'hello') return this.#greet(message);
    if (this.#next === 'join') return this.#admit(joinSchema.parse(message));
    const visit = this.#visit as Visit;
    this.#expect(undefined);
    try {
      await this.#reply({ ok: await this.#host.answer(visit, message) });
      if (this.#frames.limit !== frameLimits.message) await this.#trust();
    } catch (error) {
      const { failure, ends } = this.#host.refused(error);
      await this.#reply({ failure });
      if (ends) this.#socket.destroySoon();
    }
  }

  async #greet(message: unknown): Promise<void> {
    const { nonce } = helloSchema.parse(message);
    this.#transcript = { client: nonce, server: fresh32(), pid: this.#peer.pid };
    this.#next = 'join';
    await this.#reply({
      nonce: this.#transcript.server,
      proof: serverProof(this.#host.key, this.#transcript),
    });
  }

  async #admit(join: Join): Promise<void> {
    const transcript = this.#transcript as Transcript;
    const { keys } = this.#host;
    this.#visit = { peer: this.#peer, transcript, join, keys, gone: this.#gone.signal, proven: undefined };
    this.#next = 'request';
    await this.#trust();
    this.#expect(undefined);
  }

  // Reading JSON takes all of our time: what is long is read for those alone who have proven a key.
  async #trust(): Promise<void> {
    const known = await this.#host.isKnown(this.#visit as Visit);
    this.#frames.limit = known ? frameLimits.message : frameLimits.stranger;
  }

  // The next request is read when the answer has left: a reader that never reads costs one answer.
  async #reply(message: unknown): Promise<void> {
    if (this.#socket.destroyed) return;
    const bytes = this.#framed(message);
    if (this.#socket.write(bytes)) return;
    this.#expect(this.#host.patience.reply);
    await new Promise<void>((resolve) => {
      this.#socket.once('drain', resolve);
      this.#socket.once('close', resolve);
    });
    this.#expect(undefined);
  }

  #framed(message: unknown): Buffer {
    try {
      return frame(message);
    } catch (error) {
      return frame({ failure: failureOf(error) ?? { code: 'internal', reference: 'frame' } });
    }
  }

  #expect(milliseconds: number | undefined): void {
    clearTimeout(this.#deadline);
    this.#deadline =
      milliseconds === undefined ? undefined : setTimeout(() => this.end(), milliseconds).unref();
  }

  #count(): boolean {
    const change = this.#frames.size - this.#held;
    this.#held = this.#frames.size;
    return this.#host.hold(change);
  }

  #close(): void {
    clearTimeout(this.#deadline);
    this.#host.hold(-this.#held);
    this.#held = 0;
    this.#gone.abort();
  }
}
