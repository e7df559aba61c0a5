import { markedBoard, systemBoard } from './board.ts';
import { ClipboardGuard, keyedDigest } from './clipboard.ts';
import { SelectionGuard } from './selection.ts';

/** What was copied, and what was marked in a window of ours: taken away after a time and at a lock. */
export class Copied {
  readonly #seconds: () => number;
  readonly #selection = new SelectionGuard(
    () => markedBoard(process.platform),
    () => performance.now(),
  );
  readonly #clipboard: ClipboardGuard;

  /** `seconds`: for how long a copy stays; `cleared` hears that it was taken away. */
  constructor(seconds: () => number, cleared: () => void) {
    this.#seconds = seconds;
    this.#clipboard = new ClipboardGuard(
      () => systemBoard(process.platform),
      () => {
        void this.#selection.clear();
        cleared();
      },
    );
  }

  /** Copies a secret, and tells for how many seconds. */
  readonly copy = async (value: string): Promise<number> => {
    const seconds = this.#seconds();
    await this.#clipboard.copy(value, seconds, await keyedDigest());
    return seconds;
  };

  /** Copies what is no secret: it stays. */
  readonly copyText = (text: string): Promise<void> => systemBoard(process.platform).write(text);

  /** Something was marked in a window of ours. */
  readonly marked = async (): Promise<void> => this.#selection.marked(await keyedDigest());

  async clear(): Promise<void> {
    await Promise.all([this.#clipboard.clear(), this.#selection.clear()]);
  }
}
