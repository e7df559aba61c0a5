import fs from 'node:fs';
import path from 'node:path';
import { fail } from '../../../shared/failure.ts';
import { randomName } from '../names.ts';
import { type StoredManifest, sameTip, type Tip, tipOf } from '../store.ts';
import { type Base, DeviceNotes, type Noted } from './device-notes.ts';
import type { Disk } from './disk.ts';
import { Manifests } from './manifests.ts';
import { isDevice } from './names.ts';

/**
 * The line of this device in a folder. Until it has written, it stands on the newest revision of
 * another device. Where what lies there is not what this device wrote last, it was put back, or
 * another machine has the same notes: then the device takes another id rather than write another's
 * names.
 */
export class OwnLine {
  readonly #root: string;
  readonly #disk: Disk;
  readonly #notes: DeviceNotes | undefined;
  readonly #readOnly: boolean;
  /** Marks of what others wrote and of which only a part has come. */
  readonly #partly = new Set<string>();
  #id = '';
  #base: Base | undefined;
  #manifests: Manifests;

  /** `readOnly`: nothing is noted. */
  constructor(root: string, on: Disk, readOnly: boolean) {
    this.#root = root;
    this.#disk = on;
    this.#notes = DeviceNotes.of(root);
    this.#readOnly = readOnly;
    this.#manifests = this.#choose();
  }

  get id(): string {
    return this.#id;
  }

  get manifests(): Manifests {
    return this.#manifests;
  }

  /** The newest revision of this line, or what it begins on. */
  newest(): StoredManifest | undefined {
    if (this.#manifests.isBegun) return this.#manifests.newest();
    const base = this.#base && this.#readBase(this.#base);
    if (base !== undefined) return base;
    // Its device went on: this one begins where that one stands now.
    const again = this.#beginAgain();
    if (again === undefined && this.others().length > 0) fail({ code: 'store', reason: 'not-come' });
    return again;
  }

  /** Hears that the newest revision is not whole, and gives what else this line may begin on. */
  passOver(tip: Tip): StoredManifest | undefined {
    if (this.#manifests.isBegun) return undefined;
    this.#partly.add(tip.mark);
    return this.#beginAgain() ?? fail({ code: 'store', reason: 'not-come' });
  }

  #beginAgain(): StoredManifest | undefined {
    const before = this.#base;
    this.#manifests = this.#begin();
    const now = this.#base;
    const found = now && this.#readBase(now);
    const goesOn = before?.device === now?.device && (before?.tip.revision ?? 0) < (now?.tip.revision ?? 0);
    return found && { ...found, ...(before && !goesOn && { otherLine: true }) };
  }

  tip(): Tip | undefined {
    return this.#manifests.isBegun ? this.#manifests.tip() : this.#base?.tip;
  }

  /** The device whose revision `tip` tells. */
  get standsOn(): string {
    return this.#manifests.isBegun ? this.#id : (this.#base?.device ?? this.#id);
  }

  /** Hears of a revision that was written. */
  wrote(tip: Tip): void {
    this.#notes?.wrote(this.#id, tip);
  }

  /** The other devices that wrote here, or some of whose files came. */
  others(): string[] {
    return devicesIn(this.#root).filter((id) => id !== this.#id);
  }

  #choose(): Manifests {
    const noted = this.#notes?.read();
    if (noted === undefined) return this.#begin();
    [this.#id, this.#base] = [noted.id, noted.base];
    const manifests = new Manifests(this.#root, this.#disk, this.#id);
    return noted.last === undefined || isThere(manifests, noted.last) ? manifests : this.#begin();
  }

  #begin(): Manifests {
    const base = this.#newestOfOthers();
    const wanted = { id: randomName(), ...(base && { base }) };
    const { id, base: from }: Noted = this.#readOnly ? wanted : this.#noted(wanted);
    [this.#id, this.#base] = [id, from];
    return new Manifests(this.#root, this.#disk, id);
  }

  #newestOfOthers(): Base | undefined {
    const found = devicesIn(this.#root).flatMap((device) => {
      const manifest = new Manifests(this.#root, this.#disk, device).arrived();
      if (manifest === undefined || this.#partly.has(tipOf(manifest).mark)) return [];
      return [{ device, tip: tipOf(manifest) }];
    });
    return found.sort((a, b) => b.tip.revision - a.tip.revision)[0];
  }

  #noted(wanted: Noted): Noted {
    return this.#notes?.begin(wanted, this.#id) ?? wanted;
  }

  #readBase({ device, tip }: Base): StoredManifest | undefined {
    const found = new Manifests(this.#root, this.#disk, device).at(tip.revision);
    return found !== undefined && sameTip(tipOf(found), tip) ? found : undefined;
  }
}

function devicesIn(root: string): string[] {
  return fs.readdirSync(path.join(root, 'heads')).filter(isDevice).sort();
}

// A newest manifest that is damaged is told when it is read.
function isThere(manifests: Manifests, last: Tip): boolean {
  try {
    const tip = manifests.tip();
    return tip !== undefined && (tip.revision > last.revision || sameTip(tip, last));
  } catch {
    return true;
  }
}
