import { createHmac, randomBytes } from 'node:crypto';
import { fail } from '../../../shared/failure.ts';
import type { SecurityKeyFault } from '../../../shared/failure-reasons.ts';
import { type Asking, type MadeKey, newSalt, type SecurityKeys, type Wanted } from '../security-key.ts';

/** A security key without hardware, and without libfido2. */
export interface FakeKey {
  readonly pin?: string;
  readonly credentials: Map<string, Buffer>;
}

export function fakeKey(pin?: string): FakeKey {
  return { ...(pin !== undefined && { pin }), credentials: new Map() };
}

/** The keys that are connected: what a test puts in `connected`. */
export class FakeKeys implements SecurityKeys {
  connected: FakeKey[] = [];
  /** What is missing on this machine. */
  fault: SecurityKeyFault | undefined;
  /** Nobody touches a key: it waits until it is called off. */
  untouched = false;
  touches = 0;

  async make(others: readonly Uint8Array[], asking: Asking): Promise<MadeKey> {
    if (this.fault !== undefined) refuse(this.fault);
    const [key, ...more] = this.connected;
    if (key === undefined) return refuse('no-key');
    if (more.length > 0) refuse('several');
    refusePin(key, key.pin !== undefined, asking);
    if (others.some((id) => key.credentials.has(nameOf(id)))) refuse('already');
    await this.#touched(asking);
    const credential = new Uint8Array(randomBytes(32));
    key.credentials.set(nameOf(credential), randomBytes(32));
    const wanted = { credential, salt: newSalt(), verified: key.pin !== undefined };
    return { ...wanted, secret: secretOf(key, wanted) };
  }

  async ask(wanted: readonly Wanted[], asking: Asking): Promise<{ at: number; secret: Uint8Array }> {
    if (wanted.length === 0) refuse('none');
    if (this.fault !== undefined) refuse(this.fault);
    if (this.connected.length === 0) refuse('no-key');
    for (const key of this.connected)
      for (const [at, one] of wanted.entries())
        if (key.credentials.has(nameOf(one.credential))) {
          refusePin(key, one.verified, asking);
          await this.#touched(asking);
          return { at, secret: secretOf(key, one) };
        }
    return refuse('not-of-this-vault');
  }

  async #touched({ signal, touch }: Asking): Promise<void> {
    touch?.();
    if (this.untouched && !signal.aborted)
      await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    if (signal.aborted) fail({ code: 'cancelled' });
    this.touches++;
  }
}

function refusePin(key: FakeKey, verified: boolean, { pin }: Asking): void {
  if (!verified) return;
  if (!pin) refuse('needs-pin');
  if (pin !== key.pin) fail({ code: 'security-key', reason: 'wrong-pin', left: 7 });
}

function secretOf({ credentials }: FakeKey, { credential, salt }: Wanted): Uint8Array {
  const random = credentials.get(nameOf(credential)) ?? Buffer.alloc(32);
  return new Uint8Array(createHmac('sha256', random).update(salt).digest());
}

function nameOf(credential: Uint8Array): string {
  return Buffer.from(credential).toString('hex');
}

function refuse(reason: SecurityKeyFault): never {
  return fail({ code: 'security-key', reason });
}
