import { fail } from '../../../../shared/failure.ts';
import type { QuickUnlockFault } from '../../../../shared/failure-reasons.ts';
import { secretBytes } from '../../../crypto/wipe.ts';
import type { Kept, KeyKeeper, QuickParts, SystemQuestion } from '../means.ts';

/** A keyring that holds what is put into it until it is dropped, or `empty` is called. */
export class FakeKeyring implements KeyKeeper {
  reason: QuickUnlockFault | undefined;
  /** What was asked for last. */
  seconds = 0;
  readonly kept = new Set<Uint8Array>();

  fault() {
    return this.reason;
  }

  put(secret: Uint8Array, seconds: number): Kept {
    if (this.reason !== undefined) fail({ code: 'quick-unlock', reason: this.reason });
    const copy = secret.slice();
    this.kept.add(copy);
    this.seconds = seconds;
    return {
      read: () => (this.kept.has(copy) ? secretBytes(copy.slice()) : undefined),
      drop: () => void this.kept.delete(copy),
    };
  }

  /** As when the time that the kernel was given is over. */
  empty(): void {
    this.kept.clear();
  }
}

/** The system's question, answered as the test says. */
export class FakeQuestion implements SystemQuestion {
  readonly asker = 'polkit';
  reason: QuickUnlockFault | undefined;
  says: 'yes' | 'no' | 'waits' = 'yes';
  asked = 0;

  async fault() {
    return this.reason;
  }

  async ask(signal: AbortSignal): Promise<void> {
    this.asked += 1;
    if (this.says === 'no') fail({ code: 'quick-unlock', reason: 'not-confirmed' });
    if (this.says === 'yes') return;
    await new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  }
}

/** A system that has everything. */
export function quickPartsForTest() {
  return {
    keyring: new FakeKeyring(),
    keychain: new FakeKeyring(),
    question: new FakeQuestion(),
  } satisfies QuickParts;
}
