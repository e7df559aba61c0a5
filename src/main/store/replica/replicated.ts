import fs from 'node:fs';
import type { ObjectStore, OpenOptions, StoreOpener } from '../store.ts';
import { ReplicaFolder } from './folder.ts';
import { Heard } from './heard.ts';
import { Mirror } from './mirror.ts';
import { ReplicaStore } from './replica.ts';
import { Service, type Waits } from './service.ts';
import { Unsent } from './unsent.ts';

/** A service with a copy on this machine; `folderOf`: where the copy of a place lies. */
export function replicated(
  service: StoreOpener,
  folderOf: (location: string) => string,
  waits?: Waits,
): StoreOpener {
  return {
    ...service,
    open: async (location, options = {}) => {
      const folder = new ReplicaFolder(folderOf(location));
      if (options.look === true) return service.open(location, options);
      // There each device has all of it in a folder of this machine already.
      if (!fs.existsSync(folder.copy) && (await service.heads?.(location)))
        return service.open(location, options);
      if (!folder.make()) return service.open(location, options);
      return opened(folder, (again) => service.open(location, { ...options, again }), options, waits);
    },
  };
}

/** Fails as the service does where there is no copy yet. `open`: whether it was opened before. */
async function opened(
  folder: ReplicaFolder,
  open: (again: boolean) => Promise<ObjectStore>,
  options: OpenOptions,
  waits?: Waits,
): Promise<ObjectStore> {
  const mirror = await Mirror.open(folder.copy);
  const heard = new Heard(folder);
  const service: Service = new Service(
    () => open(mirror.isThere),
    () => heard.note(service),
    waits,
  );
  if (!mirror.isThere) await service.do(async () => {});
  return new ReplicaStore({ folder, service, heard, mirror, unsent: new Unsent(folder.unsent) }, options);
}
