import { fail, failureOf } from '../../shared/failure.ts';
import { type Otp, parseOtp } from '../../shared/otp.ts';
import type { OtpCode, ShownOtp } from '../../shared/otp-schema.ts';
import { normalPath } from '../../shared/path.ts';
import type { Field, Secret } from '../../shared/secret-schema.ts';
import { fieldCalled } from '../../shared/templates.ts';
import { counterKey, counterOf } from '../backend/format/otp-counter.ts';
import { codeAt } from '../crypto/one-time.ts';
import { sha256 } from '../crypto/primitives.ts';
import type { Secrets } from './secrets.ts';

/** How often a code by counter is tried for again when somebody else took the one before. */
const attempts = 20;
/** Clocks that are less apart give codes that are taken, in ms. */
const tolerated = 15_000;

/** What codes are made of beside the secrets. */
export interface Clocks {
  readonly now: () => number;
  /** What the service's clock is ahead of ours, in ms; `undefined`: not known. */
  readonly ahead: () => number | undefined;
}

/** One-time codes of the fields of the type `otp`. A code by counter is given once. */
export class Codes {
  readonly #secrets: Secrets;
  readonly #clocks: Clocks;

  constructor(secrets: Secrets, clocks: Clocks) {
    this.#secrets = secrets;
    this.#clocks = clocks;
  }

  /**
   * A code of the secret's current version, or the one named: of its first field of one-time codes,
   * or the one named. One by counter is written down as given before it is returned.
   */
  async take(path: string, name?: string, version?: number): Promise<OtpCode> {
    for (let attempt = 1; ; attempt++) {
      const secret = await this.#secrets.get(path, version);
      if (secret.version === 0) fail({ code: 'not-found', what: 'live', name: secret.path });
      const field = fieldOf(secret, name);
      const otp = otpIn(field);
      if (otp.kind !== 'hotp') return { field: field.name, ...this.#byTime(otp) };
      try {
        return { field: field.name, ...(await this.#next(secret, otp)) };
      } catch (error) {
        if (failureOf(error)?.code !== 'conflict' || attempt === attempts) throw error;
      }
    }
  }

  /** All fields of one-time codes of a version, those by time with their code of now. */
  async show(path: string, version?: number): Promise<ShownOtp[]> {
    const { fields } = await this.#secrets.get(path, version);
    return fields.flatMap((field) => {
      const otp = field.type === 'otp' ? parseOtp(field.value) : 'empty';
      if (typeof otp === 'string') return [];
      const { kind, issuer, account } = otp;
      return [{ field: field.name, kind, issuer, account, ...(kind !== 'hotp' && this.#byTime(otp)) }];
    });
  }

  #byTime(otp: Otp): Pick<OtpCode, 'kind' | 'code' | 'period' | 'left' | 'behind'> {
    const now = this.#clocks.now();
    const { kind, period } = otp;
    const length = period * 1_000;
    const ahead = this.#clocks.ahead() ?? 0;
    return {
      ...{ kind, period, code: codeAt(otp, Math.floor(now / length)), left: length - (now % length) },
      ...(Math.abs(ahead) > tolerated && { behind: Math.round(ahead) }),
    };
  }

  async #next({ path, info }: Secret, otp: Otp) {
    const key = counterKey(sha256(otp.secret));
    const stored = info.custom.find(([name]) => name === key)?.[1];
    const counter = Math.max(otp.counter, counterOf(stored) ?? 0);
    if (!Number.isSafeInteger(counter + 1)) fail({ code: 'bad-input', what: 'otp', reason: 'counter' });
    const set: [string, string][] = [[key, String(counter + 1)]];
    const change = { op: 'metadata', path: normalPath(path), patch: { set }, while: [key, stored] } as const;
    await this.#secrets.apply([change]);
    return { kind: otp.kind, code: codeAt(otp, counter), counter };
  }
}

function fieldOf({ fields, path }: Secret, name: string | undefined): Field {
  if (name === undefined)
    return fields.find(({ type }) => type === 'otp') ?? fail({ code: 'not-found', what: 'otp', name: path });
  return fieldCalled(fields, name) ?? fail({ code: 'not-found', what: 'field', name });
}

function otpIn({ type, name, value }: Field): Otp {
  if (type !== 'otp') fail({ code: 'not-found', what: 'otp', name });
  const otp = parseOtp(value);
  return typeof otp === 'string' ? fail({ code: 'bad-input', what: 'otp', reason: otp, name }) : otp;
}
