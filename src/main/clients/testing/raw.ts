import { once as event } from 'node:events';
import net from 'node:net';
import type { Channel } from '../../crypto/noise.ts';
import { Frames, frame, openedFrame, sealedFrame } from '../frame.ts';
import { type Identity, keyFrom, ProgramHandshake } from '../handshake.ts';
import { readServerKey } from '../keys.ts';
import type { Stand } from './stand.ts';

/** A socket that says what it likes. */
export interface Raw {
  readonly socket: net.Socket;
  /** The next message as it came, where one has. */
  next(): Buffer | undefined;
  /** Sends bytes as they are. */
  say(...bytes: Uint8Array[]): void;
  /**
   * Shakes hands, under a key of its own unless one is given; then the messages below are to be
   * had.
   */
  shakeHands(identity?: Identity, key?: string): Promise<Raw>;
  /** A message as it would be sent next: each call is the next one. */
  sealed(message: unknown): Buffer;
  /** The next answer, opened. */
  answer(): Promise<unknown>;
  opened(bytes: Buffer): unknown;
  /** When the app has hung up. */
  gone(): Promise<unknown>;
}

export async function raw(here: Pick<Stand, 'socket' | 'keys'>, ...first: Uint8Array[]): Promise<Raw> {
  const socket = net.connect(here.socket);
  const frames = new Frames(128 * 1024 * 1024);
  let channel: Channel | undefined;
  socket.on('data', (chunk) => frames.push(chunk));
  socket.on('error', () => undefined);
  await event(socket, 'connect');
  const whole = async () => {
    for (;;) {
      const bytes = frames.next();
      if (bytes !== undefined) return bytes;
      if (socket.closed) throw new Error('the app hung up');
      await Promise.race([event(socket, 'data'), event(socket, 'close')]);
    }
  };
  const made: Raw = {
    socket,
    next: () => frames.next(),
    say: (...bytes) => bytes.forEach((one) => void socket.write(one)),
    shakeHands: async (identity, key) => {
      const hands = new ProgramHandshake(readServerKey(here.keys), key ? keyFrom(key) : undefined);
      made.say(frame(hands.greeting() ?? new Uint8Array()));
      if (!hands.isApp(await whole())) throw new Error('not the app');
      const { message, ...rest } = hands.join(identity);
      channel = rest;
      made.say(frame(message));
      return made;
    },
    sealed: (message) => sealedFrame((channel as Channel).sends, message),
    answer: async () => made.opened(await whole()),
    opened: (bytes) => openedFrame((channel as Channel).receives, bytes),
    gone: async () => socket.closed || event(socket.resume(), 'close'),
  };
  made.say(...first);
  return made;
}

/** Hands held out to the app, and no more. */
export function greeting(here: Pick<Stand, 'keys'>): Buffer {
  return frame(new ProgramHandshake(readServerKey(here.keys)).greeting() ?? new Uint8Array());
}
