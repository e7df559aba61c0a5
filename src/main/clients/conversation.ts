import type { Socket } from 'node:net';
import { join as joinSchema } from '../../shared/api.ts';
import { fail, failureOf } from '../../shared/failure.ts';
import { parsed } from '../../shared/parsed.ts';
import type { Channel } from '../crypto/noise.ts';
import type { Key } from '../crypto/primitives.ts';
import { Frames, frame, frameLimits, openedFrame, sealedFrame } from './frame.ts';
import { AppHandshake, refusal } from './handshake.ts';
import type { Peer } from './peer.ts';
import type { Visit } from './serve.ts';

/**
 * Milliseconds: to prove oneself, to send the rest of a message, to take an answer, to say nothing
 * at all.
 */
export const patience = { handshake: 5_000, message: 30_000, reply: 30_000, idle: 10 * 60_000 };

/** What a conversation needs of the server. */
export interface Host {
  /** The app's private key. */
  readonly key: Key;
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
  #hands: AppHandshake | undefined;
  #channel: Channel | undefined;
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
        await this.#hear(bytes);
        if (this.#socket.destroyed) return;
      }
    } catch (error) {
      // Not a message of this conversation's, or too long a one: there is no telling where the next
      // would begin.
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

  async #hear(bytes: Buffer): Promise<void> {
    if (this.#next === 'hello') return this.#greet(bytes);
    if (this.#next === 'join') return this.#admit(bytes);
    const visit = this.#visit as Visit;
    const message = openedFrame((this.#channel as Channel).receives, bytes);
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

  async #greet(bytes: Buffer): Promise<void> {
    const hands = new AppHandshake(this.#host.key);
    const greeted = hands.greeted(bytes);
    if (greeted === 'ours') {
      this.#hands = hands;
      this.#next = 'join';
      return this.#write(frame(hands.answer()));
    }
    await this.#write(frame(refusal(greeted === 'other-version' ? greeted : 'not-genuine')));
    this.#socket.destroySoon();
  }

  async #admit(bytes: Buffer): Promise<void> {
    const { key, said, ...channel } =
      this.#hands?.joined(bytes) ?? fail({ code: 'socket', reason: 'broken' });
    const join = parsed(joinSchema, said) ?? fail({ code: 'socket', reason: 'broken' });
    const { keys } = this.#host;
    this.#hands = undefined;
    this.#channel = channel;
    this.#visit = { peer: this.#peer, key, join, keys, gone: this.#gone.signal, proven: false, kept: {} };
    this.#next = 'request';
    await this.#trust();
    this.#expect(undefined);
  }

  // Reading JSON takes all of our time: what is long is read for those alone who have proven a key.
  async #trust(): Promise<void> {
    const known = await this.#host.isKnown(this.#visit as Visit);
    this.#frames.limit = known ? frameLimits.message : frameLimits.stranger;
  }

  async #reply(message: unknown): Promise<void> {
    if (!this.#socket.destroyed) await this.#write(this.#framed(message));
  }

  // The next request is read when the answer has left: a reader that never reads costs one answer.
  async #write(bytes: Buffer): Promise<void> {
    if (this.#socket.write(bytes)) return;
    this.#expect(this.#host.patience.reply);
    await new Promise<void>((resolve) => {
      const over = () => {
        this.#socket.off('drain', over).off('close', over);
        resolve();
      };
      this.#socket.on('drain', over).on('close', over);
    });
    this.#expect(undefined);
  }

  #framed(message: unknown): Buffer {
    const { sends } = this.#channel as Channel;
    try {
      return sealedFrame(sends, message);
    } catch (error) {
      return sealedFrame(sends, { failure: failureOf(error) ?? { code: 'internal', reference: 'frame' } });
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
