import fs from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../../../shared/place.ts';
import { keepDevicesIn } from '../../store/folder/device-notes.ts';
import { openVault } from '../../vault/open.ts';
import type { Vault } from '../../vault/vault.ts';
import type { TestApp } from './app.ts';

/** A vault in a folder on this computer and on another one, and what carries it between them. */
export class Apart {
  readonly here: Place;
  readonly there: Place;
  readonly #folder: string;
  readonly #passphrase: string;

  /** `folder`: where the folders of both lie. */
  constructor(folder: string, passphrase: string) {
    fs.mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.#passphrase = passphrase;
    this.here = { kind: 'folder', location: join(folder, 'Household') };
    this.there = { kind: 'folder', location: join(folder, 'elsewhere', 'Household') };
    this.#be('here');
  }

  /** Makes the vault here, open, and carries it there. */
  async begin({ session }: TestApp): Promise<void> {
    await session.create(this.here, this.#passphrase);
    this.send();
  }

  /** What the other computer does. */
  async elsewhere<T>(work: (vault: Vault) => Promise<T>): Promise<T> {
    this.#be('there');
    const vault = await openVault(this.there, this.#passphrase);
    try {
      return await work(vault);
    } finally {
      await vault.lock();
      this.#be('here');
    }
  }

  /** Carries what is not there yet. */
  send(): void {
    carry(this.here, this.there, /^$/);
  }

  /** Brings what is not here yet; `but`: such files stay away. */
  receive(but = /^$/): void {
    carry(this.there, this.here, but);
  }

  #be(computer: 'here' | 'there'): void {
    keepDevicesIn(join(this.#folder, `devices-${computer}`));
  }
}

function carry(from: Place, to: Place, but: RegExp): void {
  const filter = (file: string) => !but.test(file);
  fs.cpSync(from.location, to.location, { recursive: true, force: false, filter });
}
