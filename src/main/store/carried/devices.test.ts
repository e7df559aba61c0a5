import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { EncryptedBackend } from '../../backend/encrypted.ts';
import { createStore } from '../../backend/initialize.ts';
import { readAll, testKey, value } from '../../backend/testing/harness.ts';
import { scratchFolder, vaultId } from '../../backend/testing/vaults.ts';
import { keepDevicesIn } from '../folder/device-notes.ts';
import { s3 } from '../s3/s3.ts';
import { S3Double, testEnv } from '../s3/testing/double.ts';
import type { StoreOpener } from '../store.ts';
import { testLogin } from '../webdav/testing/double.ts';
import { RealDav } from '../webdav/testing/servers.ts';
import { webdav } from '../webdav/webdav.ts';

// Devices that write at once at a service that lets several of them be first. A state folder each.
const rounds = process.env['HOLDFAST_LONG'] === '1' ? 25 : 1;
const count = 3;
const writes = 4;

interface Running {
  readonly opener: StoreOpener;
  readonly kind: 's3' | 'webdav';
  place(name: string): string;
  stop(): Promise<void>;
}

async function bucket(conditions: 'ignored' | 'unsupported'): Promise<Running> {
  const double = await S3Double.start();
  double.conditions = conditions;
  const place = (name: string) => `s3://vaults/${name}?endpoint=${encodeURIComponent(double.endpoint)}`;
  return { opener: s3, kind: 's3', place, stop: () => double.stop() };
}

async function dav(name: 'apache2' | 'nginx'): Promise<Running> {
  const server = await RealDav.start(name);
  const place = (folder: string) => `webdav+${server.origin}/dav/${folder}/`;
  return { opener: webdav, kind: 'webdav', place, stop: () => server.stop() };
}

const services: Record<string, () => Promise<Running>> = {
  'a bucket that ignores conditions': () => bucket('ignored'),
  'a bucket that knows none': () => bucket('unsupported'),
  'Apache, which lets several create': () => dav('apache2'),
  'nginx, which lets all create': () => dav('nginx'),
};

let scratch: string;
beforeEach(() => {
  scratch = scratchFolder({ fast: true });
  const { user, password } = testLogin;
  fs.writeFileSync(path.join(scratch, 'netrc'), `default login ${user} password ${password}\n`);
  vi.stubEnv('NETRC', path.join(scratch, 'netrc'));
  for (const [name, text] of Object.entries(testEnv)) vi.stubEnv(name, text);
});
afterEach(() => {
  keepDevicesIn(undefined);
  vi.unstubAllEnvs();
  fs.rmSync(scratch, { recursive: true });
});

async function openOn(n: number, { opener }: Running, place: string): Promise<EncryptedBackend> {
  keepDevicesIn(path.join(scratch, `device ${n}`));
  const backend = new EncryptedBackend(await opener.open(place), testKey());
  await backend.initialize();
  return backend;
}

/** Every value that any version of any secret has. */
async function held({ histories }: EncryptedBackend): Promise<string[]> {
  const found: string[] = [];
  for await (const entry of histories.entries())
    for (const version of entry.versions)
      found.push((await histories.fields(entry, version))[0]?.value ?? '');
  return found.sort();
}

async function round(running: Running, place: string): Promise<void> {
  keepDevicesIn(path.join(scratch, 'device 0'));
  await createStore({ kind: running.kind, location: place }, { id: vaultId, slots: [], rootKey: testKey() });
  const devices: EncryptedBackend[] = [];
  for (let n = 0; n < count; n++) devices.push(await openOn(n, running, place));
  const written: string[] = [];
  const writing = devices.map(async (backend, n) => {
    for (let at = 0; at < writes; at++) {
      const text = `${n}.${at}`;
      const name = at % 2 === 0 ? 'shared' : `of ${n}`;
      await backend.write([{ op: 'store', path: name, fields: value(text), keepOlder: true }]);
      written.push(text);
    }
  });
  await Promise.all(writing);
  for (let again = 0; again < 3; again++) for (const backend of devices) await backend.refresh();
  const [known, ...others] = await Promise.all(devices.map(readAll));
  for (const other of others) expect(other).toEqual(known);
  for (const backend of devices) {
    expect(await held(backend)).toEqual([...written].sort());
    expect([backend.waiting, backend.damaged, backend.link]).toEqual([[], false, { unsent: 0 }]);
    expect((await backend.verify()).damaged).toEqual([]);
    await backend.close();
  }
}

test.each(Object.keys(services))(
  'at %s devices that write at once end equal, with every write',
  async (name) => {
    const running = await (services[name] as () => Promise<Running>)();
    try {
      for (let n = 0; n < rounds; n++) await round(running, running.place(`v${n}`));
    } finally {
      await running.stop();
    }
  },
  rounds * 120_000,
);
