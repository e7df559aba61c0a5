import * as z from 'zod/mini';
import { fail } from '../../../shared/failure.ts';
import { isHead } from '../folder/names.ts';
import type { Ground } from '../store.ts';
import { Manifests } from './manifests.ts';
import { isLeftover, layout, markerName } from './names.ts';
import type { Prefix } from './prefix.ts';

/**
 * What `holdfast.json` says: a person finds out what the prefix is, and a program which layout it
 * has.
 */
const markerShape = z.object({ 'holdfast-bucket': z.int().check(z.positive()) });
/** In which way a vault lies under a prefix: one line of revisions, or a head for each device. */
export type Way = 'one-line' | 'heads';
/** Bytes of the longest `holdfast.json` that is read. */
const longestMarker = 4096;

export async function putMarker(prefix: Prefix): Promise<void> {
  await prefix.put(markerName, Buffer.from(`${JSON.stringify({ 'holdfast-bucket': layout })}\n`));
}

/**
 * Looks at a prefix before anything of it is used. Refuses what is no vault: `not-found`,
 * `not-a-vault`, `newer-format`, `damaged`.
 */
export async function inspect(prefix: Prefix, location: string): Promise<Way> {
  const [marker, newest] = await Promise.all([
    prefix.get(markerName, longestMarker),
    new Manifests(prefix).newest(),
  ]);
  if (newest === undefined && (await hasHeads(prefix))) return 'heads';
  if (marker !== undefined) refuseOtherLayout(marker.bytes);
  if (newest !== undefined) return 'one-line';
  if (marker !== undefined) fail({ code: 'damaged', part: 'manifest' });
  if (await hasOthers(prefix)) fail({ code: 'not-a-vault', reason: 'other-objects' });
  fail({ code: 'not-found', what: 'vault', name: location });
}

function refuseOtherLayout(bytes: Buffer): void {
  const version = versionIn(bytes) ?? fail({ code: 'damaged', part: 'file' });
  if (version > layout) fail({ code: 'newer-format', found: version, supported: layout });
}

function versionIn(bytes: Buffer): number | undefined {
  try {
    return markerShape.safeParse(JSON.parse(bytes.toString('utf8'))).data?.['holdfast-bucket'];
  } catch {
    return undefined;
  }
}

/**
 * `exists` where anything lies under the prefix but what a creation that was broken off left. When
 * that was so, by the service's clock.
 */
export async function refuseTaken(prefix: Prefix, location: string): Promise<number> {
  if (await hasOthers(prefix)) fail({ code: 'exists', what: 'vault', name: location });
  return prefix.clock.now();
}

/** What lies under a prefix. A vault's manifests further down tell of one that begins there. */
export async function survey(prefix: Prefix): Promise<Ground> {
  if ((await new Manifests(prefix).newest()) !== undefined || (await hasHeads(prefix))) return 'vault';
  let ground: Ground = 'nothing';
  for await (const { objects } of prefix.listAll('')) {
    const names = objects.map(({ key }) => key).filter((key) => !isLeftover(key));
    if (names.some((name) => below.test(name))) return 'vaults-below';
    if (names.length > 0) ground = 'others';
  }
  return ground;
}

const below = /\/(manifests\/\d{16}|heads\/[0-9a-f]{32}\/\d{16}\.manifest)$/;

async function hasHeads(prefix: Prefix): Promise<boolean> {
  for await (const { objects } of prefix.listAll('heads/'))
    if (objects.some(({ key }) => isHead(key))) return true;
  return false;
}

async function hasOthers(prefix: Prefix): Promise<boolean> {
  for await (const { objects } of prefix.listAll(''))
    if (objects.some(({ key }) => !isLeftover(key))) return true;
  return false;
}
