import { open } from 'node:fs/promises';
import { fail, systemFailure } from '../../../shared/failure.ts';

/** The hash of `password` in SHA-1 and NTLM: every list of breached passwords has it. */
const marks = {
  sha1: '5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8',
  ntlm: '8846F7EAEE8FB117AD06BDD830B7586C',
} as const;
/** Bytes that are looked at in one go: some 80 lines. */
const window = 4_096;
/** So close a range is read through. */
const near = 2 * window;
const line = /^([0-9A-F]{40})(?::(\d+))?$/i;

/** A file of breached passwords' hashes: lines `HASH:COUNT`, sorted by the hash. */
export interface Breaches {
  /** How often a password with this SHA-1, in hex, was seen in breaches; 0: never. */
  count(sha1: string): Promise<number>;
  close(): Promise<void>;
}

/**
 * Opens the public list as a file; it is searched where it lies, never loaded. Refuses one that does
 * not know the hash of `password`, or holds NTLM hashes.
 */
export async function openBreaches(file: string): Promise<Breaches> {
  const handle = await open(file, 'r').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') fail({ code: 'bad-input', what: 'breach-list', reason: 'missing' });
    return fail(systemFailure(error), error);
  });
  try {
    const { size } = await handle.stat();
    const read = async (at: number, length: number) => {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, at);
      return buffer.subarray(0, bytesRead);
    };
    const first = (await read(0, window))
      .toString('latin1')
      .replace(/^\ufeff|^\u00ef\u00bb\u00bf/, '')
      .split(/\r?\n/)[0];
    if (first !== undefined && /^[0-9A-F]{32}(?::|$)/i.test(first))
      fail({ code: 'bad-input', what: 'breach-list', reason: 'ntlm' });
    const list = new SortedLines(read, size);
    if ((await list.count(marks.sha1)) === 0)
      fail({ code: 'bad-input', what: 'breach-list', reason: 'not-the-list' });
    return { count: (sha1) => list.count(sha1), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Looks for a hash by where it must lie: hashes are spread evenly, so few places are read. */
class SortedLines {
  readonly #read: (at: number, length: number) => Promise<Buffer>;
  readonly #size: number;

  constructor(read: (at: number, length: number) => Promise<Buffer>, size: number) {
    this.#read = read;
    this.#size = size;
  }

  async count(hash: string): Promise<number> {
    const wanted = hash.toUpperCase();
    const place = partOf(wanted);
    let [from, to] = [0, this.#size];
    let [low, high] = [0, 1];
    for (let turn = 0; to - from > near; turn++) {
      // Every third look halves what is left, whatever the hashes say.
      const share = turn % 3 === 2 ? 0.5 : (place - low) / (high - low || 1);
      const guess = from + Math.floor((to - from) * Math.min(0.999, Math.max(0.001, share)));
      const at = Math.max(from, Math.min(to - window, guess - window / 2));
      const lines = await this.#lines(at);
      const [first, last] = [lines[0], lines.at(-1)];
      if (first === undefined || last === undefined) return 0;
      if (wanted < first.hash) [to, high] = [first.at, partOf(first.hash)];
      else if (wanted > last.hash) [from, low] = [last.at, partOf(last.hash)];
      else return countIn(lines, wanted);
    }
    return countIn(await this.#lines(from, to - from + 128), wanted);
  }

  /** The whole lines from the first that begins at or after a place. */
  async #lines(at: number, length = window) {
    // The byte before tells whether a line begins here.
    const start = Math.max(0, at - 1);
    const text = (await this.#read(start, length + at - start)).toString('latin1');
    const skip = at === 0 ? 0 : text.indexOf('\n') + 1;
    const found: { hash: string; count: number; at: number }[] = [];
    let next = skip;
    while (next < text.length) {
      const end = text.indexOf('\n', next);
      const isLast = end < 0 && start + text.length >= this.#size;
      if (end < 0 && !isLast) break;
      const [, hash, count] = line.exec(text.slice(next, end < 0 ? undefined : end).trim()) ?? [];
      if (hash !== undefined)
        found.push({ hash: hash.toUpperCase(), count: Number(count ?? 1), at: start + next });
      next = end < 0 ? text.length : end + 1;
    }
    return found;
  }
}

function countIn(lines: readonly { hash: string; count: number }[], hash: string): number {
  return lines.find((one) => one.hash === hash)?.count ?? 0;
}

/** Where a hash lies between all zeros and all Fs. */
function partOf(hash: string): number {
  return Number.parseInt(hash.slice(0, 12), 16) / 16 ** 12;
}
