import { fail } from '../../shared/failure.ts';
import type { SecurityKeyFault } from '../../shared/failure-reasons.ts';
import { random } from '../crypto/primitives.ts';
import { secretBytes } from '../crypto/wipe.ts';
import {
  type Asking,
  type MadeKey,
  newSalt,
  type SecurityKeys,
  type Wanted,
} from '../keyslots/security-key.ts';
import { type LibFido2, libFido2 } from './libfido2.ts';

/** Whom a key's credential is for: the same for every vault. */
const relyingParty = 'holdfast';
const es256 = -7;
const hmacSecret = 1;
const [no, yes] = [1, 2];
/** Of FIDO_ERR_*, in libfido2's fido/err.h. */
const success = 0;
const noCredentials = 0x2e;
const faults: Readonly<Record<number, SecurityKeyFault>> = {
  25: 'already',
  39: 'refused',
  43: 'no-secrets',
  [noCredentials]: 'not-of-this-vault',
  47: 'not-touched',
  49: 'wrong-pin',
  50: 'pin-blocked',
  52: 'pin-later',
  54: 'needs-pin',
  58: 'not-touched',
};
const mostDevices = 16;

/** Where keys are, and how one is spoken to. Tests put a program in the place of a key. */
export interface Bus {
  readonly paths: () => readonly string[];
  readonly prepare: (device: unknown) => void;
}

interface Options {
  readonly bus?: Bus;
  /** How long a person has to touch the key. */
  readonly seconds?: number;
}

/** A connected key, open. */
interface Device {
  readonly handle: unknown;
  readonly hasPin: boolean;
  /** It knows a finger. */
  readonly hasUv: boolean;
}

/** Security keys through libfido2. Every call that waits for a key runs off the event loop. */
export class Fido2Keys implements SecurityKeys {
  readonly #bus: Bus | undefined;
  readonly #seconds: number;

  constructor({ bus, seconds = 60 }: Options = {}) {
    this.#bus = bus;
    this.#seconds = seconds;
  }

  make(others: readonly Uint8Array[], asking: Asking): Promise<MadeKey> {
    return this.#withDevices(async (c, devices) => {
      const [device, ...more] = devices;
      if (device === undefined) return refuse('no-key');
      if (more.length > 0) refuse('several');
      if (!(await givesSecrets(c, device))) refuse('no-secrets');
      const verified = device.hasPin || device.hasUv;
      if (device.hasPin && !device.hasUv && !asking.pin) refuse('needs-pin');
      const credential = await this.#credential(c, device, others, asking);
      const wanted: Wanted = { credential, salt: newSalt(), verified };
      return { ...wanted, secret: await this.#secret(c, device, wanted, asking) };
    });
  }

  async ask(wanted: readonly Wanted[], asking: Asking): Promise<{ at: number; secret: Uint8Array }> {
    if (wanted.length === 0) refuse('none');
    return this.#withDevices(async (c, devices) => {
      if (devices.length === 0) refuse('no-key');
      for (const device of devices)
        for (const [at, one] of wanted.entries()) {
          if (asking.signal.aborted) fail({ code: 'cancelled' });
          if (!(await this.#knows(c, device, one))) continue;
          if (one.verified && !device.hasUv && !asking.pin) refuse('needs-pin');
          return { at, secret: await this.#secret(c, device, one, asking) };
        }
      return refuse('not-of-this-vault');
    });
  }

  /** Every connected key that speaks FIDO2 is open while `work` runs, and closed after it. */
  async #withDevices<T>(work: (c: LibFido2, devices: readonly Device[]) => Promise<T>): Promise<T> {
    const c = libFido2() ?? refuse('no-library');
    const open: Device[] = [];
    try {
      for (const path of this.#bus?.paths() ?? (await connected(c))) {
        const device = await this.#open(c, path);
        if (device !== undefined) open.push(device);
      }
      return await work(c, open);
    } finally {
      for (const { handle } of open) {
        await c.close(handle);
        c.freeDevice([handle]);
      }
    }
  }

  async #open(c: LibFido2, path: string): Promise<Device | undefined> {
    const handle = c.newDevice();
    this.#bus?.prepare(handle);
    // A key that takes no word of being called off is let go of all the same.
    c.setTimeout(handle, (this.#seconds + 5) * 1_000);
    if ((await c.open(handle, path)) === success) {
      if (c.isFido2(handle))
        return { handle, hasPin: c.hasPin(handle) === true, hasUv: c.hasUv(handle) === true };
      await c.close(handle);
    }
    c.freeDevice([handle]);
    return undefined;
  }

  async #credential(
    c: LibFido2,
    device: Device,
    others: readonly Uint8Array[],
    asking: Asking,
  ): Promise<Uint8Array> {
    const cred = c.newCred();
    try {
      const user = random(16);
      check(
        c.credType(cred, es256),
        c.credRp(cred, relyingParty, 'Holdfast'),
        c.credUser(cred, user, user.length, 'vault', 'Holdfast', null),
        c.credHash(cred, random(32), 32),
        c.credExtensions(cred, hmacSecret),
        ...(device.hasUv && !asking.pin ? [c.credUv(cred, yes)] : []),
        ...others.map((id) => c.credExclude(cred, id, id.length)),
      );
      await this.#touched(c, device, asking, () => c.makeCred(device.handle, cred, asking.pin ?? null));
      return c.bytesAt(c.credId(cred), Number(c.credIdLength(cred)));
    } finally {
      c.freeCred([cred]);
    }
  }

  async #secret(c: LibFido2, device: Device, wanted: Wanted, asking: Asking): Promise<Uint8Array> {
    const assertion = assertionFor(c, wanted);
    try {
      check(
        c.assertExtensions(assertion, hmacSecret),
        c.assertSalt(assertion, wanted.salt, wanted.salt.length),
        ...(wanted.verified && !asking.pin ? [c.assertUv(assertion, yes)] : []),
      );
      const pin = wanted.verified ? (asking.pin ?? null) : null;
      await this.#touched(c, device, asking, () => c.getAssert(device.handle, assertion, pin));
      const length = Number(c.secretLength(assertion, 0));
      if (length !== 32) refuse('no-secrets');
      return secretBytes(c.bytesAt(c.secret(assertion, 0), length));
    } finally {
      c.freeAssert([assertion]);
    }
  }

  /** Asked without a touch. A key that answers nothing to that is taken to know it. */
  async #knows(c: LibFido2, device: Device, wanted: Wanted): Promise<boolean> {
    const assertion = assertionFor(c, wanted);
    try {
      check(c.assertUp(assertion, no));
      return (await c.getAssert(device.handle, assertion, null)) !== noCredentials;
    } finally {
      c.freeAssert([assertion]);
    }
  }

  // A key hears that it is called off only while it waits, so it is told again until it has.
  async #touched(
    c: LibFido2,
    { handle }: Device,
    asking: Asking,
    call: () => Promise<number>,
  ): Promise<void> {
    const { signal, touch } = asking;
    if (signal.aborted) fail({ code: 'cancelled' });
    const late = AbortSignal.timeout(this.#seconds * 1_000);
    const off = AbortSignal.any([signal, late]);
    const tell = setInterval(() => off.aborted && c.cancel(handle), 100);
    touch?.();
    try {
      const result = await call();
      if (result === success) return;
      if (signal.aborted) fail({ code: 'cancelled' });
      if (late.aborted) refuse('not-touched');
      await refuseFor(c, handle, result);
    } finally {
      clearInterval(tell);
    }
  }
}

async function connected(c: LibFido2): Promise<string[]> {
  const list = c.newList(mostDevices);
  try {
    const found = Buffer.alloc(8);
    check(await c.list(list, mostDevices, found));
    const count = Number(found.readBigUInt64LE());
    return Array.from({ length: count }, (_, at) => String(c.path(c.listItem(list, at))));
  } finally {
    c.freeList([list], mostDevices);
  }
}

async function givesSecrets(c: LibFido2, { handle }: Device): Promise<boolean> {
  const info = c.newInfo();
  try {
    check(await c.info(handle, info));
    const count = Number(c.extensionCount(info));
    return count > 0 && c.stringsAt(c.extensions(info), count).includes('hmac-secret');
  } finally {
    c.freeInfo([info]);
  }
}

function assertionFor(c: LibFido2, { credential }: Wanted): unknown {
  const assertion = c.newAssert();
  check(
    c.assertRp(assertion, relyingParty),
    c.assertHash(assertion, random(32), 32),
    c.assertAllow(assertion, credential, credential.length),
  );
  return assertion;
}

async function refuseFor(c: LibFido2, handle: unknown, result: number): Promise<never> {
  const reason = faults[result] ?? 'failed';
  if (reason !== 'wrong-pin') return refuse(reason);
  const left = Buffer.alloc(4);
  const known = (await c.pinsLeft(handle, left)) === success;
  return fail({ code: 'security-key', reason, ...(known && { left: left.readInt32LE() }) });
}

function check(...results: readonly unknown[]): void {
  if (results.some((result) => result !== success)) refuse('failed');
}

function refuse(reason: SecurityKeyFault): never {
  return fail({ code: 'security-key', reason });
}
