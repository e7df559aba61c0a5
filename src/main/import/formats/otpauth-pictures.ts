import { failureOf } from '../../../shared/failure.ts';
import { pictureTexts } from '../../recovery/read/read.ts';
import type { Item, Reading, Source } from '../entry.ts';
import { refuse } from '../refuse.ts';
import { isPicturePath } from '../several.ts';
import { baseName } from '../text.ts';
import { isZip, unzip } from '../zip.ts';
import { type Address, readAddresses } from './otpauth-list.ts';

/** Pictures without a code at the first look that get a second one, which takes a second each. */
const secondLooks = 5;

/**
 * Square codes in a picture, or in a ZIP of several: each is the address of a one-time code, or a
 * part of an export of Google's. One that is shown twice counts once.
 */
export async function readOtpauthPictures({ bytes, name }: Source): Promise<Reading> {
  const pictures = isZip(bytes) ? unzip(bytes, isPicturePath) : new Map([[baseName(name, ''), bytes]]);
  if (pictures.size === 0) refuse('malformed', { part: 'content' });
  const addresses = new Map<string, Address>();
  const told: Item[] = [];
  for (const [place, picture] of pictures) {
    const texts = await textsOf(picture, told.length < secondLooks);
    if (texts === undefined) told.push({ kind: 'failed', problem: { place, reason: 'picture-unread' } });
    // A folder may hold other pictures, too.
    else if (texts.length === 0) told.push({ kind: 'skipped', problem: { place, reason: 'no-square-code' } });
    else for (const text of texts) if (!addresses.has(text)) addresses.set(text, { text, place });
  }
  return readAddresses([...addresses.values()], told);
}

/** `undefined`: it cannot be read. */
async function textsOf(bytes: Uint8Array, hasTime: boolean): Promise<readonly string[] | undefined> {
  try {
    return await pictureTexts(bytes, hasTime);
  } catch (error) {
    if (failureOf(error)?.code !== 'picture-refused') throw error;
    return undefined;
  }
}
