import { misuse } from './usage.ts';

const units: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/**
 * `30d`, `12h`, `1h30m` in milliseconds; `0` is never, told as 0. Refuses a bare number: nobody
 * knows its unit.
 */
export function parseDuration(option: string, text: string): number {
  if (/^0[smhdw]?$/.test(text)) return 0;
  if (!/^(\d{1,6}[smhdw])+$/.test(text)) {
    misuse((say) => say.duration(option));
  }
  let total = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([smhdw])/g)) {
    total += Number(count) * (units[unit ?? ''] ?? 0);
  }
  return total;
}

/** Milliseconds as `parseDuration` reads them: `30d`, `1h30m`; `undefined` for never. */
export function showDuration(milliseconds: number | undefined): string | undefined {
  if (milliseconds === undefined || milliseconds === 0) return undefined;
  let left = milliseconds;
  let text = '';
  for (const unit of ['d', 'h', 'm', 's']) {
    const size = units[unit] ?? 1;
    const count = Math.floor(left / size);
    left -= count * size;
    if (count > 0) text += `${count}${unit}`;
  }
  return text === '' ? `${milliseconds}ms` : text;
}
