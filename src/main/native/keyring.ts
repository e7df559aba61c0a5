import { fail } from '../../shared/failure.ts';
import type { Kept, KeyKeeper } from '../app/quick-unlock/means.ts';
import { secretBytes } from '../crypto/wipe.ts';
import { libc } from './c-library.ts';

// keyctl(2), add_key(2), user-keyring(7). The C library has no functions for them.
const numbers: Partial<Record<string, { addKey: number; keyctl: number }>> = {
  x64: { addKey: 248, keyctl: 250 },
  arm64: { addKey: 217, keyctl: 219 },
};
/** KEY_SPEC_PROCESS_KEYRING: no other process finds what is in it, and it ends with this one. */
const processKeyring = -2;
const [setPermissions, read, setTimeLimit, invalidate] = [5, 11, 15, 21];
/** View, read, search and set attributes: for whoever has the keyring, and nobody by their uid. */
const ownerless = 0x2b00_0000;
const longest = 4_096;

const addKey =
  'long syscall(long number, const char *type, const char *name, const void *payload, size_t length, int ring)';
const control = 'long syscall(long number, int operation, int key, unsigned long a, size_t b)';
const reading = 'long syscall(long number, int operation, int key, void *buffer, size_t length)';

/**
 * The kernel's keyring of this very process: memory that is never swapped, that no dump of the
 * process has, and that the kernel clears after its time or with the process, however that ends.
 */
export class KernelKeyring implements KeyKeeper {
  #fault: ReturnType<KeyKeeper['fault']> | 'none';

  /** Tried once: nothing lets a process have later what it was refused. */
  fault() {
    this.#fault ??= this.#tried() ?? 'none';
    return this.#fault === 'none' ? undefined : this.#fault;
  }

  put(secret: Uint8Array, seconds: number): Kept {
    const reason = this.fault();
    if (reason !== undefined) fail({ code: 'quick-unlock', reason });
    return put(secret, seconds) ?? fail({ code: 'quick-unlock', reason: 'keyring-refused' });
  }

  #tried() {
    if (system() === undefined) return 'no-keyring';
    const kept = put(new Uint8Array([1, 2, 3]), 60);
    const isThere = kept?.read()?.length === 3;
    kept?.drop();
    return isThere && kept?.read() === undefined ? undefined : 'keyring-refused';
  }
}

function system() {
  const known = process.platform === 'linux' ? numbers[process.arch] : undefined;
  const c = known && libc();
  return c && known && { ...known, call: c.call };
}

function put(secret: Uint8Array, seconds: number): Kept | undefined {
  const c = system();
  if (c === undefined) return undefined;
  // A name of its own: a second key of one name would replace the first.
  const name = `holdfast:${++count}`;
  const key = c.call(addKey)(c.addKey, 'user', name, secret, secret.length, processKeyring);
  if (key < 0) return undefined;
  const ask = (operation: number, value = 0) =>
    Number(c.call(control)(c.keyctl, operation, key, value, 0)) === 0;
  const drop = () => void ask(invalidate);
  if (!ask(setPermissions, ownerless) || !ask(setTimeLimit, seconds)) {
    drop();
    return undefined;
  }
  return {
    read: () => {
      const buffer = secretBytes(new Uint8Array(longest));
      const length = Number(c.call(reading)(c.keyctl, read, key, buffer, buffer.length));
      const found = length > 0 && length <= longest ? secretBytes(buffer.slice(0, length)) : undefined;
      buffer.fill(0);
      return found;
    },
    drop,
  };
}

let count = 0;
