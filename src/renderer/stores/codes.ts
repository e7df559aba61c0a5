import { useEffect, useState } from 'react';
import type { OtpCode, ShownOtp } from '../../shared/otp-schema.ts';
import { api } from '../api.ts';
import { useDetail } from './detail.ts';
import { onReset, untilLock, vaultStore } from './reset.ts';

/** A field of one-time codes as it is shown, and when its code is over, by `performance.now()`. */
export interface LiveCode extends ShownOtp {
  readonly until?: number;
}

/** Longest time to the next look, in ms: a clock that was set meanwhile is noticed. */
const longest = 60_000;
/** Where codes could not be had they are asked for again after so many ms. */
const again = 5_000;

/** Codes by counter that were taken while their secret is looked at, by field. */
export const useTaken = vaultStore<{ readonly of: string; readonly codes: ReadonlyMap<string, OtpCode> }>({
  of: '',
  codes: new Map(),
});

useDetail.subscribe(({ path }) => {
  if (path !== useTaken.getState().of) useTaken.setState(useTaken.getInitialState(), true);
});

/** Notes a code by counter that was copied: the page shows it until another secret is looked at. */
export function noteTaken(path: string, code: OtpCode): void {
  const { of, codes } = useTaken.getState();
  useTaken.setState({ of: path, codes: new Map(of === path ? codes : []).set(code.field, code) });
}

/**
 * The codes of a secret's version, renewed as each is over; empty until they are there. `stamp`: what
 * changes when the secret does. `waitMs`: asked only when it is still wanted after that.
 */
export function useCodes(
  path: string,
  { version, stamp, waitMs = 0 }: { version?: number; stamp: number; waitMs?: number },
): readonly LiveCode[] {
  const [codes, setCodes] = useState<readonly LiveCode[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed secret has other codes.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let ended = false;
    const end = () => {
      ended = true;
      clearTimeout(timer);
    };
    const look = async () => {
      const unlocked = untilLock();
      const reply = await api.secrets.codes({ path, ...(version !== undefined && { version }) });
      if (ended || !unlocked()) return;
      const live = reply.ok ? reply.value.map(liveOf) : [];
      setCodes(live);
      const next = reply.ok ? nextLook(live) : again;
      if (next !== undefined) timer = setTimeout(() => void look(), next);
    };
    if (waitMs === 0) void look();
    else timer = setTimeout(() => void look(), waitMs);
    ends.add(end);
    return () => {
      ends.delete(end);
      end();
    };
  }, [path, version, stamp, waitMs]);
  return codes;
}

const ends = new Set<() => void>();
onReset(() => {
  for (const end of ends) end();
});

/** Until the first of them is over, in ms; `undefined`: none changes by itself. */
function nextLook(codes: readonly LiveCode[]): number | undefined {
  const ends = codes.flatMap(({ until }) => (until === undefined ? [] : [until]));
  if (ends.length === 0) return undefined;
  return Math.min(longest, Math.max(0, Math.min(...ends) - performance.now()));
}

function liveOf(code: ShownOtp): LiveCode {
  return code.left === undefined ? code : { ...code, until: performance.now() + code.left };
}

/** `123 456`: in halves, as people read it; Steam's letters stay together. */
export function inGroups(code: string): string {
  if (code.length < 6 || !/^\d+$/.test(code)) return code;
  const half = code.length % 3 === 0 ? 3 : Math.ceil(code.length / 2);
  return code.match(new RegExp(`.{1,${half}}`, 'g'))?.join(' ') ?? code;
}
