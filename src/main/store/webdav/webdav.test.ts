import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusal } from '../../backend/testing/harness.ts';
import { scratchFolder } from '../../backend/testing/vaults.ts';
import { commitOf, idsOf, manifestOf, readWhole } from '../testing/commits.ts';
import { processorTime } from '../testing/processor-time.ts';
import { authorizationFor } from './credentials.ts';
import { readMultistatus } from './multistatus.ts';
import { parseWebDav } from './place.ts';
import { DavDouble, testLogin } from './testing/double.ts';
import { type DavServerName, davServers, RealDav } from './testing/servers.ts';
import { webdavWith } from './webdav.ts';

describe('a place', () => {
  test('is a folder of a server, by TLS but on this machine', () => {
    expect(parseWebDav('webdav+https://h.example/a%20b?ca=/x.pem')).toMatchObject({
      folder: { href: 'https://h.example/a%20b/' },
      ca: '/x.pem',
    });
    expect(parseWebDav('webdav+http://127.0.0.1:8080').folder.href).toBe('http://127.0.0.1:8080/');
  });

  test.each([
    ['webdav+http://h.example/a/', 'not-tls'],
    ['webdav+https://user@h.example/a/', 'credential'],
    ['webdav+https://h.example/a/?b=c', 'malformed'],
    ['webdav+https://h.example/a/?ca=', 'malformed'],
    ['webdav+https://h.example/a/#x', 'malformed'],
    ['webdav+https://h.example/%00/', 'malformed'],
    ['webdav+ftp://h.example/', 'malformed'],
    ['webdav+https://', 'malformed'],
  ])('%s is refused: %s', async (location, reason) => {
    expect(await refusal(async () => parseWebDav(location))).toMatchObject({ code: 'bad-input', reason });
  });
});

describe('a login', () => {
  let folder: string;
  beforeEach(() => {
    folder = scratchFolder({ fast: true });
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));
  const header = (user: string, password: string) =>
    `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

  test('is what a person gave, or what the netrc has for the host', () => {
    const file = path.join(folder, 'rc');
    fs.writeFileSync(
      file,
      'machine a.example\n  login ada password one\nmachine b.example login bob account x password two # no\ndefault login else password three',
    );
    const env = { NETRC: file };
    expect(authorizationFor('a.example', env)).toBe(header('ada', 'one'));
    expect(authorizationFor('b.example', env)).toBe(header('bob', 'two'));
    expect(authorizationFor('c.example', env)).toBe(header('else', 'three'));
    expect(authorizationFor('a.example', env, { user: 'eve', password: 'four' })).toBe(header('eve', 'four'));
    expect(authorizationFor('a.example', { NETRC: path.join(folder, 'none') })).toBeUndefined();
    expect(authorizationFor('a.example', { HOME: folder })).toBeUndefined();
    fs.renameSync(file, path.join(folder, '.netrc'));
    expect(authorizationFor('a.example', { HOME: folder })).toBe(header('ada', 'one'));
  });
});

describe('an answer about a folder', () => {
  const address = new URL('https://h.example/dav/');
  const one = (href: string, inside = '') =>
    `<d:response xmlns:x="y"><d:href>${href}</d:href><d:propstat><d:prop>${inside}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat><d:propstat><d:prop><d:getetag/></d:prop><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response>`;
  const all = (...entries: string[]) =>
    `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">${entries.join('')}</d:multistatus>\n`;

  test('is read in any namespace, with paths or addresses', () => {
    const xml = all(
      one('/dav/', '<d:resourcetype><d:collection/></d:resourcetype>'),
      one(
        'https://h.example/dav/a%20b%26c&amp;d',
        '<d:resourcetype/><d:getcontentlength>7</d:getcontentlength><d:getetag>"x"</d:getetag><d:getlastmodified>Thu, 01 Jan 1970 00:00:01 GMT</d:getlastmodified>',
      ),
    );
    expect(readMultistatus(xml, address)).toEqual([
      expect.objectContaining({ path: '/dav/', isFolder: true }),
      { path: '/dav/a b&c&d', isFolder: false, size: 7, etag: 'x', modified: 1_000 },
    ]);
    expect(readMultistatus('<multistatus xmlns="DAV:"></multistatus>', address)).toEqual([]);
  });

  test('that is cut, of another server, or none at all is not believed', () => {
    const whole = all(one('/dav/a'));
    for (const xml of [
      whole.slice(0, -10),
      '<html></html>',
      '',
      all(one('https://elsewhere.example/dav/a')),
      all(one('/dav/%ff')),
      all(one('')),
      all(one('/dav/a', '<d:getcontentlength>-1</d:getcontentlength>')),
    ])
      expect(readMultistatus(xml, address)).toBeUndefined();
  });

  test('that is long and senseless is read in a moment', async () => {
    const text = `<d:multistatus>${'<d:response><d:href>'.repeat(20_000)}</d:multistatus>`;
    expect(await processorTime(() => readMultistatus(text, address))).toBeLessThan(20_000);
  });
});

describe('a server', () => {
  let double: DavDouble;
  beforeEach(async () => {
    double = await DavDouble.start();
  });
  afterEach(() => double.stop());
  const opener = (more: Parameters<typeof webdavWith>[0] = {}) =>
    webdavWith({ env: {}, given: () => testLogin, patience: 50, ...more });
  const made = async () => {
    const first = commitOf(1);
    const store = await opener().create(double.place('v'), manifestOf([]));
    await store.close();
    return first;
  };

  test.each([
    [401, 'credentials-refused'],
    [403, 'may-not-list'],
    [500, 'server'],
    [302, 'server'],
  ])('that answers %i: %s', async (status, reason) => {
    await made();
    double.fault = ({ method }) => (method === 'PROPFIND' ? { status, effect: false } : undefined);
    expect(await refusal(opener().open(double.place('v')))).toEqual({ code: 'store', reason });
  });

  test('without a login, full, locked, or without the folder above says so', async () => {
    expect(await refusal(opener({ given: () => undefined }).open(double.place('v')))).toMatchObject({
      reason: 'no-credentials',
    });
    await made();
    const store = await opener().open(double.place('v'));
    for (const [status, failure] of [
      [507, { code: 'no-space' }],
      [423, { code: 'busy' }],
      [403, { code: 'store', reason: 'may-not-put' }],
    ] as const) {
      double.fault = ({ method, path: at }) =>
        method === 'PUT' && at.includes('/packs/') ? { status, effect: false } : undefined;
      expect(await refusal(store.commit(commitOf(2).commit))).toEqual(failure);
    }
    double.fault = () => undefined;
    expect(await store.commit(commitOf(2).commit)).toBe('done');
    await store.close();
    const nowhere = double.place('v').replace('/dav/', '/none/');
    expect(await refusal(opener().create(nowhere, manifestOf([])))).toEqual({
      code: 'store',
      reason: 'no-folder',
    });
  });

  test('that ignores conditions, or knows none, has heads; nothing of the trial stays', async () => {
    for (const why of ['ignored', 'unsupported'] as const) {
      double.conditions = why;
      const place = double.place(why);
      expect(await opener().probe?.(place)).toEqual({ way: 'heads', why });
      expect([...double.files.keys()].filter((name) => name.includes(why))).toEqual([]);
      const store = await opener().create(place, manifestOf([]));
      expect(await store.commit(commitOf(2).commit)).toBe('done');
      await store.close();
      const names = [...double.files.keys()].filter((name) => name.includes(`${why}/`));
      expect(names.filter((name) => /heads\/[0-9a-f]{32}\/\d{16}\.manifest$/.test(name))).toHaveLength(2);
      expect(names.filter((name) => name.includes('manifests/'))).toEqual([]);
    }
  });

  test('of a kind that is known to fail now and then has heads whatever a trial says', async () => {
    for (const name of ['Apache/2.4.62 (Debian)', 'nginx/1.22.1', 'rclone/v1.60']) {
      double.name = name;
      expect(await opener().probe?.(double.place('v'))).toEqual({ way: 'heads', why: 'race' });
    }
  });

  test('that knows no parts of a file, or loses an answer with its effect, is used all the same', async () => {
    double.ranges = false;
    await made();
    const store = await opener().open(double.place('v'));
    const { commit } = commitOf(2);
    let lost = 0;
    double.fault = ({ method, path: at }) =>
      method === 'PUT' && at.includes('/manifests/') && lost++ === 0
        ? { status: 502, effect: true }
        : undefined;
    expect(await store.commit(commit)).toBe('done');
    expect(lost).toBeGreaterThan(0);
    await store.close();
    const again = await opener().open(double.place('v'));
    expect(await readWhole(again)).toBe(2);
    const newest = await again.latestManifest();
    expect(newest && idsOf(newest)).toHaveLength(commitOf(2).ids.length);
    await again.close();
  });

  test('has no password in an address, a failure or what it is told but the header', async () => {
    await made();
    const seen: string[] = [];
    const watched = webdavWith({
      env: {},
      given: () => ({ ...testLogin, password: 'planted' }),
      patience: 0,
      transport: async (address, request) => {
        seen.push(address);
        return fetch(address, { ...request, redirect: 'manual' } as RequestInit);
      },
    });
    const failure = await refusal(watched.open(double.place('v')));
    expect(failure).toEqual({ code: 'store', reason: 'credentials-refused' });
    expect(JSON.stringify([failure, seen]).includes('planted')).toBe(false);
  });
});

const verdicts: Record<DavServerName, object> = {
  lighttpd: { way: 'one-line' },
  apache2: { way: 'heads', why: 'race' },
  nginx: { way: 'heads', why: 'ignored' },
};
test.each(davServers)(
  'a trial of %s tells how it is used',
  async (name) => {
    const server = await RealDav.start(name);
    try {
      const opener = webdavWith({ env: {}, given: () => testLogin });
      const place = `webdav+${server.origin}/dav/home/`;
      expect(await opener.probe?.(place)).toMatchObject(verdicts[name]);
      expect(
        fs.readdirSync(path.join(server.folder, 'root/dav/home'), { recursive: true }),
      ).not.toContainEqual(expect.stringMatching(/probe.*\/(first|race)/));
    } finally {
      await server.stop();
    }
  },
  120_000,
);
