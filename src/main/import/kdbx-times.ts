import { isTrue } from './kdbx-extras.ts';
import { child, type Element } from './xml.ts';

/** Seconds from year 1 to 1970: version 4 counts from there. */
const epoch = 62_135_596_800;
/** End of the year 9999. */
const lastTime = 253_402_300_799_000;

/** When an entry was last changed. */
export function changedAt(element: Element): number | undefined {
  return timeOf(child(child(element, 'Times'), 'LastModificationTime')?.text);
}

export function createdAt(element: Element): number | undefined {
  return timeOf(child(child(element, 'Times'), 'CreationTime')?.text);
}

export function expiryOf(element: Element): number | undefined {
  const times = child(element, 'Times');
  return isTrue(child(times, 'Expires')?.text) ? timeOf(child(times, 'ExpiryTime')?.text) : undefined;
}

/**
 * Milliseconds; version 3 writes ISO 8601, version 4 base64 of seconds since year 1. `undefined`:
 * not a time.
 */
function timeOf(text: string | undefined): number | undefined {
  if (text === undefined || text === '') return undefined;
  const bytes = Buffer.from(text, 'base64');
  const isText = text.includes(':');
  if (!isText && bytes.length !== 8) return undefined;
  const time = isText ? Date.parse(text) : (Number(bytes.readBigInt64LE()) - epoch) * 1000;
  return time >= 0 && time <= lastTime ? time : undefined;
}
