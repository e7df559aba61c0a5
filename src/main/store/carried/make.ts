import fs from 'node:fs';
import path from 'node:path';
import { fail } from '../../../shared/failure.ts';
import { DeviceNotes } from '../folder/device-notes.ts';
import { disk } from '../folder/disk.ts';
import { markerBytes } from '../folder/inspect.ts';
import { Manifests } from '../folder/manifests.ts';
import { folders, markerName } from '../folder/names.ts';
import { Packs } from '../folder/packs.ts';
import { randomName } from '../names.ts';
import type { Prefix } from '../s3/prefix.ts';
import type { Stage } from '../staged.ts';
import { type StoredManifest, tipOf } from '../store.ts';
import { Alike } from './alike.ts';
import { CarriedFolder } from './carried-folder.ts';
import { Carrying } from './carrying.ts';

/** A new vault that is carried: made in a folder of this machine, and sent as a whole. */
export function making(prefix: Prefix, location: string): Omit<Stage, 'begin'> {
  const at = CarriedFolder.passing();
  const packs = () => new Packs(at.vault, disk);
  layOut(at.vault);
  const device = randomName();
  return {
    add: async ({ batches }) => void (await packs().add(batches)),
    readObjects: (ids) => packs().read(ids),
    isSound: () => packs().areWhole(false),
    publish: async (manifest) => {
      await new Manifests(at.vault, disk, device).publish(manifest.revision, manifest.bytes);
      await send(prefix, at, device);
      settle(at, location, device, manifest);
      return true;
    },
    discard: async () => at.remove(),
  };
}

async function send(prefix: Prefix, at: CarriedFolder, device: string): Promise<void> {
  // Who finds this without a head finds no vault.
  await prefix.put(markerName, markerBytes());
  const alike = new Alike(at.path);
  try {
    const carrying = new Carrying(prefix, at.vault, alike);
    await alike.alone(() => carrying.send(device), 0);
  } finally {
    alike.close();
  }
}

// From now on it is this device's.
function settle(made: CarriedFolder, location: string, id: string, manifest: StoredManifest): void {
  const kept = CarriedFolder.of(location);
  if (kept.passing) {
    kept.remove();
    made.remove();
    return;
  }
  kept.setAside();
  fs.mkdirSync(path.dirname(kept.path), { recursive: true, mode: 0o700 });
  fs.cpSync(made.path, kept.path, { recursive: true });
  made.remove();
  DeviceNotes.of(kept.vault)?.put({ id, last: tipOf(manifest) });
}

/** Brings a vault that lies at a service to this machine, whole or not at all. */
export async function prepare(prefix: Prefix, at: CarriedFolder): Promise<void> {
  at.make();
  const beside = path.join(at.path, `.new-${randomName()}`);
  layOut(beside);
  const alike = new Alike(at.path);
  try {
    const carrying = new Carrying(prefix, beside, alike);
    await alike.alone(async () => {
      if (at.isThere) return;
      // What was noted is of files that are here no more.
      alike.forgetAll();
      await carrying.fetch('', true);
      if (fs.readdirSync(path.join(beside, 'heads')).length === 0)
        fail({ code: 'damaged', part: 'manifest' });
      fs.renameSync(beside, at.vault);
    }, 60_000);
    if (!at.isThere) fail({ code: 'busy' });
  } finally {
    alike.close();
    fs.rmSync(beside, { recursive: true, force: true });
  }
}

function layOut(root: string): void {
  fs.mkdirSync(root, { recursive: true, mode: 0o700 });
  for (const name of folders) fs.mkdirSync(path.join(root, name), { mode: 0o700 });
  fs.writeFileSync(path.join(root, markerName), markerBytes(), { mode: 0o600 });
}
