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

/** As `timeOf`, of a text without a zone in UTC: so an import is the same on every machine. */
export function timeInUtc(text: string): number | undefined {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?$/.exec(text.trim()) ?? [];
  return timeOf(day === undefined ? text.trim() : `${day}T${time ?? '00:00'}Z`);
}
