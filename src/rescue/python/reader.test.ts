// The reader in Python beside the app: its primitives by published vectors, the committed vault,
// vaults that the app makes at random, and what a stranger may do to it.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { fileBytes, sourceOf } from '../../main/backend/testing/statements/attachments.ts';
import { createVault, openVault } from '../../main/vault/open.ts';
import { slip39Words } from '../../shared/slip39-words.ts';
import { editionDate } from '../page-text.ts';
import { inPython, program, rescue } from '../testing/python.ts';
import { cheap, type RandomVault, randomVault } from '../testing/random-vault.ts';
import { expectedFrom, sorted, type Told } from '../testing/told.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-python-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const committed = fileURLToPath(new URL('../../main/backend/testdata/version-1.holdfast', import.meta.url));
const source = fs.readFileSync(program, 'utf8');
const file = (name: string, text: string) => {
  fs.writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const passphrase = file('passphrase', '\ufeffcorrect horse battery staple\r\n');

const tell = ({ out }: { out: Buffer }) => JSON.parse(out.toString('utf8')) as Told;

async function agrees(vault: RandomVault, ...way: string[]): Promise<void> {
  const ended = await rescue(vault.location, ...way, 'json');
  expect(ended.err).toBe('');
  expect(ended.code).toBe(0);
  expect(expectedFrom(tell(ended))).toEqual(sorted(vault.expected));
}

const byPassphrase = (vault: RandomVault) => [
  ...['--passphrase-file', file('random', vault.passphrase)],
  ...(vault.keyFile === undefined ? [] : ['--key-file', vault.keyFile]),
];

describe('the primitives that it brings along', () => {
  const load = `import importlib.util as u
s = u.spec_from_file_location("r", ${JSON.stringify(program)})
r = u.module_from_spec(s); s.loader.exec_module(r)
`;
  const run = async (lines: string) => (await inPython('-c', load + lines)).out.toString('utf8').trim();

  it('has SLIP-39’s words', async () => {
    expect((await run('print(" ".join(r.WORDS))')).split(' ')).toEqual(slip39Words);
  });

  it('computes Argon2id as RFC 9106 (5.3) does, and as docs/format.md', async () => {
    const vector = `b"\\1"*32, b"\\2"*16, 32, 3, 4, secret=b"\\3"*8, extra=b"\\4"*12`;
    expect(await run(`print(r.plain_argon2id(${vector}).hex())`)).toBe(
      '0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659',
    );
    const page = fs.readFileSync(new URL('../../../docs/format.md', import.meta.url), 'utf8');
    const [, a = ''] = /A, also K of `passphrase` +([0-9a-f]{64})/.exec(page) ?? [];
    const call = 'b"correct horse battery staple", b"\\x07"*16, 8192, 1, 1';
    expect(await run(`print(r.plain_argon2id(${call}).hex(), r.argon2id(${call}).hex())`)).toBe(`${a} ${a}`);
  });

  it('decapsulates X-Wing as the draft’s vectors do, and derives their public keys', async () => {
    const vectors = JSON.parse(
      fs.readFileSync(new URL('../../main/crypto/vectors/xwing.json', import.meta.url), 'utf8'),
    ) as Record<string, string>[];
    const given = file('xwing.json', JSON.stringify(vectors));
    const told = await run(`import json
for v in json.load(open(${JSON.stringify(given)})):
    shared, public = r.xwing(bytes.fromhex(v["seed"]), bytes.fromhex(v["ct"]))
    print(shared.hex() == v["ss"] and public.hex() == v["pk"])`);
    expect(told.split('\n')).toEqual(vectors.map(() => 'True'));
  });

  it('lets a damaged encapsulation give another secret, without a word', async () => {
    expect(
      await run(`v = bytes(32); p, s = r.kem_keys(v)
c = r.kem_encrypt(p, bytes(32), bytes(32)); d = bytes([c[0] ^ 1]) + c[1:]
print(r.kem_decapsulate(v, bytes(32), d)[0] == __import__("hashlib").shake_256(bytes(32) + d).digest(32))`),
    ).toBe('True');
  });
});

describe('the committed vault', () => {
  const way = [committed, '--passphrase-file', passphrase];

  it('is listed, shown and checked', async () => {
    const list = await rescue(...way, 'list');
    expect(list.out.toString()).toBe(
      'keys/image\nkeys/ssh\nold/forgotten  [deleted]\nprod/db/orders  [2 versions]\n',
    );
    expect((await rescue(...way, 'list', 'prod/')).out.toString()).toBe('prod/db/orders  [2 versions]\n');
    const shown = (await rescue(...way, 'show', 'prod/db/orders')).out.toString();
    expect(shown).toMatch(/^prod\/db\/orders {2}version 2 of 20/);
    expect(shown).toContain('  password: s3cret\n');
    expect(shown).toContain('  remarks: two\n    lines, and a 🔑\n');
    const older = (await rescue(...way, 'show', 'prod/db/orders', '--version', '1')).out.toString();
    expect(older).toContain('  password: old\n');
    const checked = await rescue(...way, 'check');
    expect(checked.out.toString()).toBe(
      '4 secrets, 5 versions and 1 long files were read and authenticated; damaged: 0.\n',
    );
    expect(checked.code).toBe(0);
  });

  it('gives a field and a file as they are', async () => {
    const image = await rescue(...way, 'show', 'keys/image', '--field', 'image');
    expect(image.out.equals(Buffer.alloc(65_537, 'holdfast'))).toBe(true);
    const ssh = await rescue(...way, 'show', 'keys/ssh', '--field', 'id');
    expect([...ssh.out]).toEqual([0, 1, 254, 255]);
  });

  it('opens for another person', async () => {
    const other = file('other', 'battery staple');
    expect((await rescue(committed, '--passphrase-file', other, 'list')).code).toBe(0);
  });

  it('is saved whole, into a folder that was not there', async () => {
    const target = path.join(folder, 'saved');
    const saved = await rescue(...way, 'save', target);
    expect(saved.out.toString()).toContain('4 secrets');
    expect(fs.statSync(target).mode & 0o777).toBe(0o700);
    const told = JSON.parse(fs.readFileSync(path.join(target, 'secrets.json'), 'utf8')) as Told;
    const fields = told.secrets.find((one) => one.path === 'keys/image')?.versions[0]?.fields;
    const name = fields?.[0]?.file ?? '';
    expect(name).toMatch(/^files\//);
    expect(fs.readFileSync(path.join(target, name)).equals(Buffer.alloc(65_537, 'holdfast'))).toBe(true);
    expect(told.secrets.find((one) => one.path === 'old/forgotten')?.versions[0]?.fields?.[0]?.value).toBe(
      'gone',
    );
    expect((await rescue(...way, 'save', target)).code).toBe(2);
  });

  it('says which way in is wrong', async () => {
    const wrong = await rescue(committed, '--passphrase-file', file('wrong', 'x'), 'list');
    expect([wrong.code, wrong.err]).toEqual([4, 'the passphrase is wrong\n']);
    const words = slip39Words.slice(0, 33).join(' ');
    const share = await rescue(committed, '--shares', words, 'list');
    expect([share.code, share.err.includes('a word is wrong')]).toEqual([4, true]);
  });

  it('finds each changed byte, or is not touched by it', async () => {
    const bytes = fs.readFileSync(committed);
    const whole = (await rescue(...way, 'json')).out.toString();
    const at = path.join(folder, 'flipped.holdfast');
    const places = Array.from({ length: long ? 400 : 6 }, (_, i) => (i * 7919 * 31 + 4096) % bytes.length);
    for (const place of places) {
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 8));
      fs.writeFileSync(at, bytes);
      bytes[place] = (bytes[place] ?? 0) ^ (1 << (place % 8));
      const { code, out } = await rescue(at, '--passphrase-file', passphrase, 'json');
      if (code === 0) expect(out.toString(), `byte ${place}`).toBe(whole);
      else expect([1, 3, 4], `byte ${place}`).toContain(code);
      const values = out.toString().match(/"value": "[^"]*"/g) ?? [];
      for (const value of values) expect(whole).toContain(value);
    }
  });
});

describe('vaults that the app makes at random', () => {
  it('are read alike from a folder', async () => {
    for (let seed = 5_001; seed <= 5_000 + (long ? 100 : 2); seed++) {
      const vault = await randomVault(folder, seed, 'folder');
      await agrees(vault, ...byPassphrase(vault));
      fs.rmSync(vault.location, { recursive: true });
    }
  });

  it('give their long files back', async () => {
    const location = path.join(folder, 'files.holdfast');
    const vault = await createVault({ location }, { passphrase: 'one', kdf: cheap });
    const bytes = fileBytes(1_048_577);
    const fields = [{ name: 'big', type: 'attachment' as const, value: 'f' }];
    await vault.secrets.apply([{ op: 'store', path: 'x', fields, files: new Map([['f', sourceOf(bytes)]]) }]);
    await vault.lock();
    const way = [location, '--passphrase-file', file('one', 'one')];
    const shown = await rescue(...way, 'show', 'x', '--field', 'big');
    expect(shown.out.equals(Buffer.from(bytes))).toBe(true);
  });
});

it('lists no secret of which everything was destroyed', async () => {
  const location = path.join(folder, 'wholly.holdfast');
  const vault = await createVault({ location }, { passphrase: 'one', kdf: cheap });
  const fields = [{ name: 'x', type: 'secret' as const, value: 'a' }];
  for (const at of ['kept', 'wholly']) await vault.secrets.put(at, fields);
  await vault.secrets.destroy('wholly', [1]);
  await vault.lock();
  const way = [location, '--passphrase-file', file('one', 'one')];
  expect((await rescue(...way, 'list')).out.toString()).toBe('kept\n');
  expect(tell(await rescue(...way, 'json')).secrets.map((one) => one.path)).toEqual(['kept']);
  expect((await rescue(...way, 'show', 'wholly')).code).toBe(1);
});

describe('several devices', () => {
  it('are joined: what both wrote is there, what one removed is not', async () => {
    const root = path.join(folder, 'devices');
    const kind = 'folder' as const;
    const field = (value: string) => [{ name: 'password', type: 'secret' as const, value }];
    const devices = path.join(folder, 'notes');
    process.env['HOLDFAST_DEVICES'] = path.join(devices, 'a');
    const first = await createVault(
      { kind, location: root, device: 'desk' },
      { passphrase: 'one', kdf: cheap },
    );
    for (const at of ['both', 'gone', 'kept']) await first.secrets.put(at, field('old'));
    await first.lock();
    // Another machine, with a copy of the folder of its own.
    const other = path.join(folder, 'devices-b');
    fs.cpSync(root, other, { recursive: true });
    process.env['HOLDFAST_DEVICES'] = path.join(devices, 'b');
    const second = await openVault({ kind, location: other, device: 'lap' }, 'one');
    await second.secrets.put('both', field('of the second'));
    await second.secrets.delete('gone');
    await second.secrets.forget('gone');
    await second.lock();
    process.env['HOLDFAST_DEVICES'] = path.join(devices, 'a');
    const again = await openVault({ kind, location: root, device: 'desk' }, 'one');
    await again.secrets.put('both', field('of the first'));
    await again.lock();
    for (const name of fs.readdirSync(other, { recursive: true, withFileTypes: true })) {
      const from = path.join(name.parentPath, name.name);
      const to = path.join(root, path.relative(other, from));
      if (name.isFile() && !fs.existsSync(to)) fs.cpSync(from, to, { recursive: true });
    }
    const ended = await rescue(root, '--passphrase-file', file('one', 'one'), 'json');
    expect(ended.err).toBe('');
    const { secrets } = tell(ended);
    expect([...new Set(secrets.map((one) => one.path))].sort()).toEqual(['both', 'kept']);
    const values = secrets
      .filter((one) => one.path === 'both')
      .map((one) => one.versions.at(-1)?.fields?.[0]?.value ?? '');
    expect(values.sort()).toEqual(['of the first', 'of the second']);
  });
});

describe('bad input', () => {
  it('is answered with a sentence and a code of its own, never with a traceback', async () => {
    const cases: [string[], number][] = [
      [[], 2],
      [[committed], 2],
      [[committed, 'list', '--nothing'], 2],
      [[path.join(folder, 'nowhere.holdfast'), '--passphrase-file', passphrase, 'list'], 3],
      [[file('text.holdfast', 'no vault'), '--passphrase-file', passphrase, 'list'], 3],
      [[folder, '--passphrase-file', passphrase, 'list'], 3],
      [[committed, '--passphrase-file', path.join(folder, 'none'), 'list'], 2],
      [[committed, '--passphrase-file', passphrase, 'show', 'none'], 1],
      [[committed, '--passphrase-file', passphrase, 'show', 'keys/ssh', '--version', 'x'], 2],
      [[committed, '--passphrase-file', passphrase, '--key-file', passphrase, 'list'], 4],
      [[committed, '--shares', 'none', 'list'], 2],
      [[committed, '--shares', 'academic acid', 'list'], 4],
    ];
    for (const [args, code] of cases) {
      const ended = await rescue(...args);
      expect([ended.code, ended.err.includes('Traceback')], args.join(' ')).toEqual([code, false]);
      expect(ended.err).not.toBe('');
    }
  });

  it('tells a vault cut short', async () => {
    const bytes = fs.readFileSync(committed);
    for (const part of [0.1, 0.5, 0.9]) {
      const at = path.join(folder, 'short.holdfast');
      fs.writeFileSync(at, bytes.subarray(0, Math.floor(bytes.length * part)));
      const ended = await rescue(at, '--passphrase-file', passphrase, 'json');
      expect(ended.code).toBeGreaterThan(0);
      expect(ended.err).not.toContain('Traceback');
    }
  });

  it('lets no name of a secret move the cursor, or leave the folder that it saves into', async () => {
    const location = path.join(folder, 'hostile.holdfast');
    const vault = await createVault({ location }, { passphrase: 'one', kdf: cheap });
    const name = '../../\u001b[2Jescape\u202e';
    const fields = [
      { name, type: 'file' as const, value: 'AAEC' },
      { name: 'CON', type: 'file' as const, value: '' },
      { name: 'con', type: 'file' as const, value: '' },
    ];
    await vault.secrets.put('a/<img src=x>/b', fields);
    await vault.lock();
    const way = [location, '--passphrase-file', file('one', 'one')];
    const shown = await rescue(...way, 'show', 'a/<img src=x>/b');
    expect(shown.out.toString()).toContain('\\u{1b}[2Jescape\\u{202e}');
    expect(shown.out.includes(0x1b)).toBe(false);
    const target = path.join(folder, 'hostile');
    expect((await rescue(...way, 'save', target)).code).toBe(0);
    expect(fs.readdirSync(path.join(target, 'files'))).toHaveLength(3);
    expect(fs.readdirSync(folder).filter((one) => one.includes('escape'))).toEqual([]);
  });
});

it('says which edition it is: the same as the page’s', async () => {
  const manifest = fs.readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  const told = (await rescue('--version')).out.toString();
  expect(told).toBe(`Holdfast rescue ${version} of ${editionDate}\n`);
  // Where what lays it beside backups looks for it.
  expect(source.slice(0, 4_096)).toContain(told.trim());
});

it('needs nothing but the standard library and `cryptography`, and Python 3.8', async () => {
  const names = [...source.matchAll(/^ *(?:import|from) ([a-z0-9_]+)/gm)].map(([, name]) => name);
  const told = await inPython(
    '-c',
    `import ast, sys; ast.parse(open(${JSON.stringify(program)}).read(), feature_version=(3, 8))
print(" ".join(sorted(set(sys.argv[1:]) - set(sys.stdlib_module_names))))`,
    ...(names as string[]),
  );
  expect(told.out.toString().trim()).toBe('cryptography');
});
