import { readFileSync } from 'node:fs';
import { descendants } from './processes.ts';

/** The most memory that all processes of a family held together; looks five times a second. */
export class PeakMemory {
  readonly #root: number;
  readonly #timer: NodeJS.Timeout;
  #most = 0;

  /** `root` itself is not counted. */
  constructor(root: number) {
    this.#root = root;
    this.#timer = setInterval(() => this.#look(), 200);
  }

  /** Bytes at most since the last time. */
  take(): number {
    this.#look();
    const most = this.#most;
    this.#most = 0;
    return most;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const family = descendants(this.#root).filter(({ pid }) => pid !== this.#root);
    this.#most = Math.max(this.#most, heldBy(family.map(({ pid }) => pid)));
  }
}

// A sandboxed process lets nobody but root see its share of what it shares (PSS). The same program
// lies once in memory, however many processes run it: of files the largest share counts, and all of
// the rest. That is some 20 MB more than PSS says.
function heldBy(pids: readonly number[]): number {
  let [own, files] = [0, 0];
  for (const pid of pids) {
    const status = statusOf(pid);
    const bytes = (name: string) =>
      1_024 * Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    own += bytes('RssAnon') + bytes('RssShmem');
    files = Math.max(files, bytes('RssFile'));
  }
  return own + files;
}

function statusOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/status`, 'utf8');
  } catch {
    // It ended while we looked.
    return '';
  }
}
