import { createRequire } from 'node:module';
import type Koffi from 'koffi';

/** A function of the C library. */
type Call = (...args: unknown[]) => number;

export interface Libc {
  readonly call: (prototype: string) => Call;
  readonly errno: () => number;
}

let loaded: Libc | undefined;
let tried = false;

/**
 * The C library of this process; `undefined` on Windows, and where no binary of koffi is for the
 * machine.
 */
export function libc(): Libc | undefined {
  if (!tried) {
    tried = true;
    loaded = load();
  }
  return loaded;
}

function load(): Libc | undefined {
  if (process.platform !== 'linux' && process.platform !== 'darwin') return undefined;
  try {
    const koffi = requireKoffi();
    // The program itself: every Node is linked to the C library.
    const library = koffi.load(null);
    const known = new Map<string, Call>();
    const call = (prototype: string): Call => {
      const found = known.get(prototype) ?? (library.func(prototype) as unknown as Call);
      known.set(prototype, found);
      return found;
    };
    return { call, errno: () => koffi.errno() };
  } catch {
    return undefined;
  }
}

// Required when it is needed, and by a plain require: `secret get` through the app need not pay for
// it. What koffi's own script looks up at length lies in a package for each machine.
export function requireKoffi(): typeof Koffi {
  const require = createRequire(import.meta.url);
  try {
    return require(`@koromix/koffi-${process.platform}-${process.arch}`);
  } catch {
    return require('koffi');
  }
}
