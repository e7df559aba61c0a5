import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, vi } from 'vitest';
import { describeBackend } from '../../backend/conformance.ts';
import { scratchFolder, storeHarness } from '../../backend/testing/vaults.ts';
import { carriedKind } from '../carried/testing/kind.ts';
import { describeStore } from '../testing/describe-store.ts';
import { DavDouble, testLogin } from './testing/double.ts';
import { webdavKind } from './testing/kind.ts';
import { RealDav } from './testing/servers.ts';

let home: string;
beforeAll(() => {
  home = scratchFolder();
  const { user, password } = testLogin;
  fs.writeFileSync(path.join(home, 'netrc'), `default login ${user} password ${password}\n`);
  vi.stubEnv('NETRC', path.join(home, 'netrc'));
  vi.stubEnv('HOLDFAST_DEVICES', path.join(home, 'devices'));
});
afterAll(() => {
  vi.unstubAllEnvs();
  fs.rmSync(home, { recursive: true });
});

describe('a double', () => {
  let double: DavDouble;
  const root = () => `webdav+${double.origin}/dav`;
  beforeAll(async () => {
    double = await DavDouble.start();
  });
  afterAll(() => double.stop());
  const kind = webdavKind('WebDAV, a double', root);
  describeStore(kind);
  describeBackend('encrypted, over WebDAV, a double', true, () =>
    storeHarness('webdav', (at) => kind.locate?.(at) ?? at),
  );
});

describe('nginx, which lets all of several create', () => {
  let server: RealDav;
  beforeAll(async () => {
    server = await RealDav.start('nginx');
  }, 120_000);
  afterAll(() => server.stop());
  describeStore(carriedKind(webdavKind('WebDAV, nginx', () => `webdav+${server.origin}/dav`)));
});

describe('lighttpd, which lets one of several create', () => {
  let server: RealDav;
  beforeAll(async () => {
    server = await RealDav.start('lighttpd');
  }, 120_000);
  afterAll(() => server.stop());
  describeStore(webdavKind('WebDAV, lighttpd', () => `webdav+${server.origin}/dav`));
});
