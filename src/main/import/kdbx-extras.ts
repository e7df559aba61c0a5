import type { ImportLoss } from '../../shared/failure-reasons.ts';
import type { Field } from '../../shared/secret-schema.ts';
import type { NoteOf } from './entry.ts';
import { child, type Element } from './xml.ts';

/** What an entry or group has beside strings and attachments and no secret can hold. */
export function lossesOf(element: Element): { losses: ImportLoss[]; icon?: string } {
  const losses: ImportLoss[] = [];
  const text = (name: string) => child(element, name)?.text ?? '';
  if (isAutoTyped(element)) losses.push('auto-type');
  if (!isZero(text('CustomIconUUID'))) losses.push('own-icon');
  else if (!usualIcons.has(text('IconID'))) losses.push('icon');
  const icon = losses.includes('icon') ? { icon: text('IconID').slice(0, 20) } : {};
  if (text('ForegroundColor') !== '' || text('BackgroundColor') !== '') losses.push('colours');
  if (isFalse(child(element, 'QualityCheck')?.text)) losses.push('no-check');
  if (element.name === 'Entry') return { losses, ...icon };
  if (text('Tags') !== '') losses.push('tags');
  if (customData(element).length > 0) losses.push('custom-data');
  if (isTrue(child(child(element, 'Times'), 'Expires')?.text)) losses.push('expiry');
  return { losses, ...icon };
}

/** What is said of a database itself that no vault holds. */
export function lossesOfMeta(meta: Element | undefined): ImportLoss[] {
  const losses: ImportLoss[] = [];
  const text = (name: string) => child(meta, name)?.text ?? '';
  if (text('DatabaseDescription') !== '') losses.push('notes');
  if (text('DefaultUserName') !== '') losses.push('default-username');
  if (text('Color') !== '') losses.push('colours');
  if (meta !== undefined && customData(meta).length > 0) losses.push('custom-data');
  return losses;
}

/** The same as a note without its place; `undefined` where nothing is left out. */
export function leftOut(losses: readonly ImportLoss[], icon?: string): NoteOf | undefined {
  if (losses.length === 0) return undefined;
  return { reason: 'left-out', losses, ...(icon !== undefined && { icon }) };
}

/** Key, folder and open folder: what entries and groups have when nobody chose anything. */
const usualIcons: ReadonlySet<string> = new Set(['', '0', '48', '49']);

function isAutoTyped(element: Element): boolean {
  const settings = child(element, 'AutoType');
  const isOff = isFalse(child(settings, 'Enabled')?.text) || isFalse(child(element, 'EnableAutoType')?.text);
  const sequence = child(settings, 'DefaultSequence') ?? child(element, 'DefaultAutoTypeSequence');
  return isOff || (sequence?.text ?? '') !== '' || child(settings, 'Association') !== undefined;
}

/**
 * What an entry has that a field can hold: an address of its own for the browser, and data of
 * plug-ins.
 */
export function extraFields(element: Element): Field[] {
  const fields: Field[] = [];
  const override = child(element, 'OverrideURL')?.text ?? '';
  if (override !== '') fields.push({ name: 'url override', type: 'text', value: override });
  for (const [key, value] of customData(element))
    fields.push({ name: `custom data: ${key}`, type: 'secret', value });
  return fields;
}

/** What KeePassXC notes for itself: times, how long a key is derived, a number for its files. */
const ofProgram = /^(_LAST_MODIFIED|_CREATED|KPXC_DECRYPTION_TIME_PREFERENCE|KPXC_RANDOM_SLUG)$/;

function customData(element: Element): [key: string, value: string][] {
  const items = child(element, 'CustomData')?.children ?? [];
  return items
    .filter(({ name }) => name === 'Item')
    .map((item): [string, string] => [child(item, 'Key')?.text ?? '', child(item, 'Value')?.text ?? ''])
    .filter(([key]) => !ofProgram.test(key));
}

export function isTrue(text: string | undefined): boolean {
  return text?.toLowerCase() === 'true';
}

function isFalse(text: string | undefined): boolean {
  return text?.toLowerCase() === 'false';
}

/** No id, or the one of all zeros. */
function isZero(base64: string): boolean {
  return /^A*=*$/.test(base64);
}
