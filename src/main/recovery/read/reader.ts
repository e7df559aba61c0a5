import { HoldfastError } from '../../../shared/failure.ts';
import type { PictureFault } from '../../../shared/failure-reasons.ts';
import type { Channel } from '../../child/channel.ts';
import { type Answer, answer, type Question } from './message.ts';
import type { Grey } from './pixels.ts';
import { refuse } from './refuse.ts';

/**
 * Starts `reader-process.js` with an empty environment and a bounded heap; its messages carry
 * bytes.
 */
export type RunReader = () => Channel;

/** Megabytes of heap that a reader may take, besides a gigabyte for each decoder. */
export const readerHeap = 512;
const most = 20_000;

export interface Drawn {
  readonly pages: number;
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Wall clock for one picture; `timed-out` after it. */
  readonly milliseconds?: number | undefined;
}

/**
 * A reader process, for several pictures one after another. Each call refuses with
 * `picture-refused` or `cancelled`; after a failure of the process itself, all do.
 */
export interface Reader {
  /**
   * Texts of all codes in a grey picture; none is no failure. `once`: as it is, without a second
   * try.
   */
  frame(picture: Grey, once?: boolean): Promise<string[]>;
  /** Texts of all codes in a PNG, JPEG or PDF, page by page. */
  picture(bytes: Uint8Array): Promise<string[][]>;
  /**
   * Texts of all codes in a PDF of ours, page by page, from pages that were turned and blurred a
   * little first.
   */
  proof(pdf: Uint8Array): Promise<string[][]>;
  /** The first page of a PDF, a grey byte a pixel, and how many pages there are. */
  draw(pdf: Uint8Array): Promise<Drawn>;
  /** Ends the process at once. */
  close(): void;
}

/**
 * Texts of all codes in a PNG, JPEG or PDF, read by a process that is gone afterwards. Refuses with
 * `picture-refused` (`no-code` when there is none) or `cancelled`.
 */
export async function readPicture(
  bytes: Uint8Array,
  run: RunReader,
  options: ReadOptions = {},
): Promise<string[]> {
  const reader = openReader(run, options);
  try {
    const texts = (await reader.picture(bytes)).flat();
    return texts.length > 0 ? texts : refuse('no-code');
  } finally {
    reader.close();
  }
}

/** As `readPicture`, for the first page of a PDF that is to be looked at. */
export async function drawPage(bytes: Uint8Array, run: RunReader, options: ReadOptions = {}): Promise<Drawn> {
  const reader = openReader(run, options);
  try {
    return await reader.draw(bytes);
  } finally {
    reader.close();
  }
}

/** Starts a reader; whoever opens it closes it. */
export function openReader(run: RunReader, { signal, milliseconds = most }: ReadOptions = {}): Reader {
  if (signal?.aborted) throw new HoldfastError({ code: 'cancelled' });
  const channel = run();
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let over: HoldfastError | undefined;
  const end = (reason: HoldfastError) => {
    over ??= reason;
    channel.kill();
    signal?.removeEventListener('abort', cancel);
    for (const { settle } of waiting.values()) settle(reason);
  };
  const cancel = () => end(new HoldfastError({ code: 'cancelled' }));
  signal?.addEventListener('abort', cancel, { once: true });
  channel.onExit(() => end(refused('crashed')));
  channel.onMessage((message) => {
    const known = answer.safeParse(message);
    if (known.success) waiting.get(known.data.id)?.settle(known.data);
    else end(refused('crashed'));
  });

  const ask = (question: Wanted): Promise<Exclude<Answer, { type: 'refused' }>> =>
    new Promise((resolve, reject) => {
      if (over !== undefined) return reject(over);
      const id = ++last;
      const timer = setTimeout(() => end(refused('timed-out')), milliseconds);
      const settle = (result: Answer | HoldfastError) => {
        clearTimeout(timer);
        waiting.delete(id);
        if (result instanceof HoldfastError) reject(result);
        else if (result.type === 'refused') reject(refused(result.reason));
        else resolve(result);
      };
      waiting.set(id, { settle });
      channel.post({ ...question, id } satisfies Question);
    });
  const read = async (question: Wanted): Promise<string[][]> => {
    const answer = await ask(question);
    return answer.type === 'read' ? answer.pages : [];
  };
  return {
    frame: async ({ width, height, data }, once = false) =>
      (await read({ type: 'frame', width, height, grey: data, once })).flat(),
    picture: (bytes) => read({ type: 'picture', bytes }),
    proof: (bytes) => read({ type: 'proof', bytes }),
    draw: async (bytes) => {
      const answer = await ask({ type: 'draw', bytes });
      if (answer.type !== 'drawn') throw refused('damaged');
      const { pages, width, height, grey } = answer;
      return { pages, width, height, grey };
    },
    close: () => end(new HoldfastError({ code: 'closed' })),
  };
}

interface Waiting {
  settle(result: Answer | HoldfastError): void;
}

type Wanted = Question extends infer One ? (One extends Question ? Omit<One, 'id'> : never) : never;

function refused(reason: PictureFault): HoldfastError {
  return new HoldfastError({ code: 'picture-refused', reason });
}
