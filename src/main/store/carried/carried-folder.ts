import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { crc32 } from 'node:zlib';
import { devicesFolder } from '../folder/device-notes.ts';
import { randomName } from '../names.ts';

/** Characters of a place that its folder is called by. */
const mostName = 60;

/** Where on this machine the folder lies of a vault that is carried to a service. */
export class CarriedFolder {
  readonly path: string;
  /** Nothing is kept: it goes when it is closed. */
  readonly passing: boolean;

  private constructor(folder: string, passing: boolean) {
    this.path = folder;
    this.passing = passing;
  }

  static of(location: string): CarriedFolder {
    const all = devicesFolder();
    if (all === undefined) return CarriedFolder.passing();
    const name = location.replaceAll(/[^0-9a-z]+/gi, '-').slice(0, mostName);
    const sum = crc32(location).toString(16).padStart(8, '0');
    return new CarriedFolder(path.join(all, 'carried', `${name}-${sum}`), false);
  }

  static passing(): CarriedFolder {
    return new CarriedFolder(fs.mkdtempSync(path.join(tmpdir(), 'holdfast-')), true);
  }

  /** The folder with the vault. */
  get vault(): string {
    return path.join(this.path, 'vault');
  }

  get isThere(): boolean {
    return fs.existsSync(this.vault);
  }

  make(): void {
    fs.mkdirSync(this.path, { recursive: true, mode: 0o700 });
  }

  /** What lay here is of a vault that is no longer at the place. */
  setAside(): void {
    if (fs.existsSync(this.path)) fs.renameSync(this.path, `${this.path}.before-${randomName()}`);
  }

  remove(): void {
    fs.rmSync(this.path, { recursive: true, force: true });
  }
}
