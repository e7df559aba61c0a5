/** End of the year 9999. */
const last = 253_402_300_799_000;

/** Milliseconds of a text or number in ISO 8601, seconds, milliseconds or microseconds. */
export function timeOf(text: string): number | undefined {
  const time = /^\d+(\.\d+)?$/.test(text) ? fromNumber(Number(text)) : Date.parse(text);
  return time > 0 && time <= last ? Math.round(time) : undefined;
}

// The first that makes it a time of our days: seconds until the year 5138.
function fromNumber(number: number): number {
  if (number < 1e11) return number * 1000;
  return number < 1e14 ? number : number / 1000;
}

/**
 * As `timeOf`, of a text without a zone in UTC: so an import is the same on every machine. A day
 * that two countries read differently is none, and neither is a year alone.
 */
export function timeInUtc(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^\d+$/.test(trimmed)) return trimmed.length < 9 ? undefined : timeOf(trimmed);
  const [, first = '', mark, second = '', year, behind = ''] = ofNumbers.exec(trimmed) ?? [];
  if (year !== undefined) {
    const [a, b] = [Number(first), Number(second)];
    if (mark !== '.' && a <= 12 && b <= 12 && a !== b) return undefined;
    const [day, month] = mark === '.' || a > 12 ? [first, second] : [second, first];
    return timeInUtc(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}${behind}`);
  }
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/.exec(trimmed) ?? [];
  if (day !== undefined) return timeOf(`${day}T${time ?? '00:00'}Z`);
  return /\d{4}/.test(trimmed) ? timeOf(trimmed) : undefined;
}

/** A day of three numbers, and perhaps a time. */
const ofNumbers = /^(\d{1,2})([./-])(\d{1,2})\2(\d{4}),?( \d\d:\d\d(?::\d\d)?)?$/;
