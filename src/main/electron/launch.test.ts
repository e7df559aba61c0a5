import { expect, test } from 'vitest';
import { fileAt } from '../../shared/place.ts';
import { asksForSearch, foreignSwitch, telling, toldBy, vaultIn } from './launch.ts';
import { mayRequest } from './network-rules.ts';
import { runtimeNotices } from './runtime.ts';

const file = (location: string) => ({ place: fileAt(location) });
const folder = (location: string) => ({ place: { kind: 'folder', location } as const });
const none = (reason: 'empty' | 'credential') => ({
  failure: { code: 'bad-input', what: 'place', reason } as const,
});

test('a vault on the command line is found wherever it stands', () => {
  expect(vaultIn(['app', '--flag', '/a/team.holdfast'], '/w', false)).toEqual(file('/a/team.holdfast'));
  expect(vaultIn(['app', '.', 'team.Holdfast', '--flag'], '/w', false)).toEqual(file('/w/team.Holdfast'));
  expect(vaultIn(['app', '.', 'folder:vaults/team'], '/w', false)).toEqual(folder('/w/vaults/team'));
  for (const [kind, location] of [
    ['s3', 's3://vaults/home'],
    ['postgres', 'postgres://ada@h/db?vault=v'],
    ['webdav', 'webdav+https://h/v/'],
  ])
    expect(vaultIn(['app', '.', location as string], '/w', false)).toEqual({ place: { kind, location } });
  expect(vaultIn(['/opt/x.holdfast', '/w', 'notes.txt', '--file=a.holdfast'], '/w', false)).toBeUndefined();
});

test.each([
  ['/home/ada/a b\n\u{1f511}.holdfast', file('/home/ada/a b\n\u{1f511}.holdfast')],
  ['backup without an ending', file('/w/backup without an ending')],
  ['file:///home/ada/a%20b.holdfast', file('/home/ada/a b.holdfast')],
  ['folder:/home/ada/vault', folder('/home/ada/vault')],
  ['folder:', none('empty')],
  // Of another machine, or no path at all: nothing lies there, which the window says.
  ['file://server/share/a.holdfast', file('file://server/share/a.holdfast')],
  ['smb://server/share/a.holdfast', file('smb://server/share/a.holdfast')],
  ['file:///%00', file('file:///%00')],
  ['s3://AKIA:hunter2@bucket/prefix', none('credential')],
  ['', undefined],
])('a package opens whatever a double click names: %j', (argument, named) => {
  expect(vaultIn(['/opt/holdfast/holdfast', argument, '--no-sandbox'], '/w', true)).toEqual(named);
});

test('of two vaults the last is opened', () => {
  expect(vaultIn(['app', '/a.holdfast', '/b.holdfast'], '/w', true)).toEqual(file('/b.holdfast'));
});

test.each([
  [telling(file('/a b\n\u{1f511}.holdfast')), file('/a b\n\u{1f511}.holdfast')],
  [telling(folder('/v')), folder('/v')],
  [telling(none('credential')), none('credential')],
  [telling(file('x'.repeat(5_000))), undefined],
  [telling(undefined), undefined],
  [{ file: 7 }, undefined],
  [{ file: '' }, undefined],
  [{ file: Buffer.from('s3://a:b@c').toString('base64') }, none('credential')],
  [{ refused: 7 }, undefined],
  [{ refused: 'because it is so' }, undefined],
  [{}, undefined],
  [null, undefined],
  ['/a.holdfast', undefined],
])('a second start tells %j', (data, named) => {
  expect(toldBy(data)).toEqual(named);
});

test('a second start with --quick asks for the search, whatever else it names', () => {
  const argv = ['holdfast', '--quick'];
  expect(asksForSearch(telling(undefined, argv))).toBe(true);
  const both = telling(file('/a.holdfast'), argv);
  expect([asksForSearch(both), toldBy(both)]).toEqual([true, file('/a.holdfast')]);
  expect(vaultIn(argv, '/w', true)).toBeUndefined();
  expect(foreignSwitch(argv)).toBeUndefined();
  for (const data of [telling(undefined), telling(undefined, ['quick']), { quick: 'yes' }, null, '--quick'])
    expect(asksForSearch(data)).toBe(false);
});

test.each([
  '--inspect',
  '--inspect=0',
  '--inspect-brk=127.0.0.1:1',
  '--remote-debugging-port=9222',
  '--remote-debugging-pipe',
  '--js-flags=--allow-natives-syntax',
  '--load-extension=/tmp/x',
  '--renderer-cmd-prefix=gdb',
  '--disable-web-security',
  '-inspect',
  '--',
])('%s is refused', (argument) => {
  expect(foreignSwitch(['app', '/a.holdfast', argument])).toBe(argument.replace(/=.*/, ''));
});

test('switches of screen and language are not', () => {
  expect(
    foreignSwitch(['--inspect', 'a', '--no-sandbox', '--lang=de', '--disable-gpu', 'inspect']),
  ).toBeUndefined();
});

test('banners follow the surroundings', () => {
  expect(runtimeNotices({}, '45.4.1', () => false)).toEqual([]);
  expect(runtimeNotices({}, '33.2.1', (name) => name === 'no-sandbox')).toEqual([
    'test-runtime',
    'unsandboxed',
  ]);
});

test('a page asks for itself and nothing else', () => {
  for (const address of ['holdfast://app/', 'holdfast://app/assets/a.js', 'holdfast://crash/main'])
    expect(mayRequest(address), address).toBe(true);
  for (const address of [
    'http://localhost:5173/',
    'https://example.org/',
    'ws://localhost:5173/',
    'file:///etc/passwd',
    'data:text/plain,a',
    'blob:holdfast://app/1',
    'holdfast://other/',
    'devtools://devtools/bundled/x.html',
    'about:blank',
    'nothing',
  ])
    expect(mayRequest(address), address).toBe(false);
});

test("while developing, Vite's server is there too", () => {
  const dev = 'http://localhost:5173';
  for (const address of [
    'http://localhost:5173/@vite/client',
    'ws://localhost:5173/?token=a',
    'devtools://devtools/x',
  ])
    expect(mayRequest(address, dev), address).toBe(true);
  for (const address of [
    'http://localhost:5174/',
    'http://localhost.example:5173/',
    'https://localhost:5173/',
  ])
    expect(mayRequest(address, dev), address).toBe(false);
});
