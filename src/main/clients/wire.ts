import { connect } from 'node:net';

/** What a connection needs of a socket; `node:net`'s is one. */
export interface Wire {
  on(event: 'data', hear: (chunk: Buffer) => void): unknown;
  on(event: 'error', hear: (error: NodeJS.ErrnoException) => void): unknown;
  on(event: 'close', hear: () => void): unknown;
  /** What is written between the two goes out in one piece. */
  cork(): void;
  uncork(): void;
  write(bytes: Buffer): unknown;
  destroy(): unknown;
}

/** Connects to a socket file; what is written before it has is sent then. */
export type Dial = (socket: string) => Wire;

export const dial: Dial = (socket) => connect(socket);
