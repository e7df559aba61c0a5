import type { ObjectId } from '../../../shared/brand.ts';
import { type Failure, failureOf } from '../../../shared/failure.ts';
import { DeviceNotes } from '../folder/device-notes.ts';
import { folderOn } from '../folder/folder.ts';
import { hasNotCome } from '../missing.ts';
import { isUnreached } from '../replica/service.ts';
import type { Prefix } from '../s3/prefix.ts';
import { isBusy, withPatience } from '../sqlite-failure.ts';
import type {
  Apart,
  Commit,
  Device,
  Link,
  ObjectStore,
  OpenOptions,
  StoredManifest,
  StreamedCommit,
  Tip,
} from '../store.ts';
import { Alike } from './alike.ts';
import { CarriedFolder } from './carried-folder.ts';
import { Carrying } from './carrying.ts';
import { prepare } from './make.ts';
import { carriedDisk } from './taken-away.ts';

const folder = folderOn(carriedDisk);

/** How long another program of this machine is waited for that carries, in ms. */
const turn = { fetch: 2_000, send: 60_000 };
/** For an answer before the service counts as away, in ms. */
const answer = 5_000;
/** From one look after a service that is away to the next, in ms. */
const again = 10_000;

/** A vault in a folder, as this device has it. */
type Vault = ObjectStore & Required<Pick<ObjectStore, 'apart' | 'passOver' | 'commitStream' | 'device'>>;

/**
 * A vault on a service that cannot let one of several writers be first. Each device writes a line of
 * its own, into a folder of this machine as if a sync tool carried it (format.md, 16); this store
 * carries it. What the service did not get yet is kept here.
 */
export class CarriedStore implements ObjectStore {
  readonly #at: CarriedFolder;
  #vault: Vault;
  readonly #carrying: Carrying;
  readonly #alike: Alike;
  #away: Failure | undefined;
  #looked = 0;
  #unsent = 0;
  #turn: Promise<unknown> = Promise.resolve();
  /** What others wrote is asked for, and has not come. */
  #pending = false;

  private constructor(at: CarriedFolder, vault: Vault, alike: Alike, carrying: Carrying) {
    this.#at = at;
    this.#vault = vault;
    this.#alike = alike;
    this.#carrying = carrying;
  }

  /** Fails as the service does where nothing of it is here yet. */
  static async open(prefix: Prefix, kept: CarriedFolder, options: OpenOptions = {}): Promise<ObjectStore> {
    const isNew = !kept.isThere;
    const at = isNew && options.look ? CarriedFolder.passing() : kept;
    if (isNew) await prepare(prefix, at);
    const alike = new Alike(at.path);
    const carrying = new Carrying(prefix, at.vault, alike);
    await putRight(at, alike, carrying);
    const vault = (await folder.open(at.vault, options)) as Vault;
    const store = new CarriedStore(at, vault, alike, carrying);
    if (isNew) alike.heard();
    return store;
  }

  get readOnly(): boolean {
    return this.#vault.readOnly;
  }

  get device(): Device {
    return this.#vault.device;
  }

  link(): Link {
    const unsent = this.#countUnsent();
    if (this.#away === undefined) return { unsent };
    return { unsent, offline: { since: this.#alike.lastHeard, failure: this.#away } };
  }

  // While another program of this machine notes what it carried, what was counted last stands.
  #countUnsent(): number {
    try {
      this.#unsent = this.#carrying.unsent(this.device.id);
    } catch (error) {
      if (!isBusy(error)) throw error;
    }
    return this.#unsent;
  }

  async latestManifest(known?: Tip): Promise<StoredManifest | undefined> {
    await this.#fetched();
    return this.#vault.latestManifest(known);
  }

  passOver(tip: Tip): Promise<StoredManifest | undefined> {
    return this.#vault.passOver(tip);
  }

  apart(): Promise<readonly Apart[]> {
    return this.#vault.apart();
  }

  async readObjects(ids: readonly ObjectId[]): Promise<Uint8Array[]> {
    try {
      return await this.#vault.readObjects(ids);
    } catch (error) {
      // Another device may have put it into another pack.
      if (!hasNotCome(error) || !(await this.#fetched(true))) throw error;
      return this.#vault.readObjects(ids);
    }
  }

  async commit(commit: Commit): Promise<'done' | 'conflict'> {
    return this.#sent(await this.#vault.commit(commit));
  }

  async commitStream(commit: StreamedCommit): Promise<'done' | 'conflict'> {
    return this.#sent(await this.#vault.commitStream(commit));
  }

  list(): Promise<ObjectId[]> {
    return this.#vault.list();
  }

  isSound(): Promise<boolean> {
    return this.#vault.isSound();
  }

  async remove(ids: readonly ObjectId[]): Promise<void> {
    await this.#vault.remove(ids);
    await this.#sent('done');
  }

  async dropManifestsBefore(revision: number): Promise<void> {
    await this.#vault.dropManifestsBefore(revision);
    await this.#sent('done');
  }

  async close(): Promise<void> {
    // Nobody waits for a service that does not answer.
    if (this.#away === undefined) await this.#turn;
    this.#alike.close();
    await this.#vault.close();
    if (this.#at.passing) this.#at.remove();
  }

  // What was written here is kept: the service gets it now, or once it is there again.
  async #sent<T>(outcome: T): Promise<T> {
    if (outcome === 'done') await this.#carry(() => this.#carrying.send(this.device.id), turn.send, true);
    return outcome;
  }

  /** True where the service was asked. */
  #fetched(all = false): Promise<boolean> {
    if (this.#pending) return Promise.resolve(false);
    this.#pending = true;
    const done = this.#carry(async () => {
      await this.#carrying.fetch(this.device.id, all);
      if (this.#carrying.isShared && !this.readOnly) await this.#beginAnew();
      // What waited while the service was away.
      if (!this.readOnly) await this.#carrying.send(this.device.id);
    }, turn.fetch).finally(() => {
      this.#pending = false;
    });
    done.catch(() => {});
    return this.#within(done);
  }

  // Under another id nothing of what lies there is written over, and it is joined as another's.
  async #beginAnew(): Promise<void> {
    DeviceNotes.of(this.#at.vault)?.forget();
    await this.#vault.close();
    this.#vault = (await folder.open(this.#at.vault)) as Vault;
    await this.#carrying.fetch(this.device.id, true);
  }

  /** `isKept`: what the service refuses is kept here, and said. */
  #carry(work: () => Promise<void>, wait: number, isKept = false): Promise<boolean> {
    const done = this.#turn.then(() => this.#tried(work, wait, isKept));
    this.#turn = done.catch(() => {});
    return done;
  }

  async #tried(work: () => Promise<void>, wait: number, isKept: boolean): Promise<boolean> {
    if (this.#away !== undefined && Date.now() - this.#looked < again) return false;
    this.#looked = Date.now();
    try {
      if (!(await this.#alike.alone(work, wait))) return false;
      this.#away = undefined;
      this.#alike.heard();
      return true;
    } catch (error) {
      const failure = failureOf(error);
      if (failure === undefined || (!isUnreached(error) && failure.code !== 'busy' && !isKept)) throw error;
      this.#away = failure;
      return false;
    }
  }

  // What lies here is gone on with where nothing comes for a while.
  async #within(done: Promise<boolean>): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<boolean>((resolve) => {
      const look = () => {
        if (Date.now() - this.#carrying.heard < answer) {
          timer = setTimeout(look, answer);
          return;
        }
        this.#away ??= { code: 'store', reason: 'unreachable' };
        resolve(false);
      };
      timer = setTimeout(look, answer);
    });
    try {
      return await Promise.race([done, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

// Before a line is begun anew for lack of what was written last: the service has it.
async function putRight(at: CarriedFolder, alike: Alike, carrying: Carrying): Promise<void> {
  const id = DeviceNotes.of(at.vault)?.read()?.id;
  if (id === undefined || !(await withPatience(() => carrying.wasPutBack(id)))) return;
  await alike
    .alone(() => carrying.fetch(id), turn.send)
    .catch((error) => {
      if (failureOf(error) === undefined) throw error;
    });
}
