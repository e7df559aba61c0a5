/*
 * What lies under the prefix of a vault. Any other key is none of ours: it is not read, counted or removed.
 *
 *     holdfast.json              what this prefix is
 *     manifests/NUMBER           a manifest. NUMBER is what the revision leaves of the greatest safe integer, 16 digits: the newest comes first
 *     packs/NUMBER-ID.pack       objects of a commit that is to be, or became, that revision
 *     drops/REVISION-MARK        ids, 32 hex digits each, that must go once the manifest with this number and closing hash is there
 *     probe/ID/…                 what a service was tried with
 */

import { randomName } from '../names.ts';

export const markerName = 'holdfast.json';
export const layout = 1;
export const manifestsPrefix = 'manifests/';
export const packsPrefix = 'packs/';
export const dropsPrefix = 'drops/';

const digits = 16;
const manifestName = /^manifests\/(\d{16})$/;
const packName = /^packs\/(\d{16})-[0-9a-f]{32}\.pack$/;
const dropName = /^drops\/(\d{16})-([0-9a-f]{64})$/;
const probeName = /^probe\/[0-9a-f]{32}\/[a-z]+$/;

export function manifestKey(revision: number): string {
  return `${manifestsPrefix}${reversed(revision)}`;
}

/** `undefined` where the name is no manifest's. */
export function revisionOf(name: string): number | undefined {
  return numberIn(manifestName.exec(name)?.[1]);
}

export function newPack(revision: number): string {
  return `${packsOf(revision)}${randomName()}.pack`;
}

/** How all packs of one revision begin. */
export function packsOf(revision: number): string {
  return `${packsPrefix}${reversed(revision)}-`;
}

/** The revision that a pack was made for; `undefined` where the name is no pack's. */
export function packRevision(name: string): number | undefined {
  return numberIn(packName.exec(name)?.[1]);
}

export function dropKey(revision: number, mark: string): string {
  return `${dropsPrefix}${String(revision).padStart(digits, '0')}-${mark}`;
}

/** The commit that a list of objects to drop belongs to. */
export function dropOf(name: string): { readonly revision: number; readonly mark: string } | undefined {
  const [, revision, mark] = dropName.exec(name) ?? [];
  return revision === undefined || mark === undefined ? undefined : { revision: Number(revision), mark };
}

/** True of what a creation leaves that was broken off before its manifest was there. */
export function isLeftover(name: string): boolean {
  return packRevision(name) !== undefined || dropOf(name) !== undefined || probeName.test(name);
}

function reversed(revision: number): string {
  return String(Number.MAX_SAFE_INTEGER - revision).padStart(digits, '0');
}

function numberIn(text: string | undefined): number | undefined {
  const found = text === undefined ? Number.NaN : Number.MAX_SAFE_INTEGER - Number(text);
  return found >= 1 ? found : undefined;
}
