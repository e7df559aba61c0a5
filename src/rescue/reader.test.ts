// What the page reads, without the page: beside the app, on random vaults, and on damaged ones.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { hashRaw } from '@node-rs/argon2';
import { afterAll, describe, expect, it } from 'vitest';
import { shortWords } from '../../build/short-words.ts';
import { codeAt as appCodeAt } from '../main/crypto/one-time.ts';
import { createVault } from '../main/vault/open.ts';
import { parseOtp } from '../shared/otp.ts';
import { readShare } from '../shared/sheets/share.ts';
import { tokensOf } from '../shared/sheets/words.ts';
import { slip39Words } from '../shared/slip39-words.ts';
import { argon2id } from './crypto/argon.ts';
import { openerOf, sha256, xwing } from './crypto/primitives.ts';
import { combine } from './crypto/slip39.ts';
import { fileName } from './file-name.ts';
import { openSource } from './format/open.ts';
import { Trouble } from './format/trouble.ts';
import { manifestsOf, Vault } from './format/vault.ts';
import { byPassphrase, type DeriveSlowly, type Way } from './format/ways.ts';
import { wholeOf } from './format/whole.ts';
import { codeAt, codeNow } from './one-time.ts';
import * as example from './self-test-example.ts';
import { cheap, type RandomVault, randomVault } from './testing/random-vault.ts';
import { expectedFrom, sorted, type Told } from './testing/told.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-rescue-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const committed = fs.readFileSync(
  fileURLToPath(new URL('../main/backend/testdata/version-1.holdfast', import.meta.url)),
);

const natively: DeriveSlowly = (passphrase, { memoryKiB, passes, lanes, salt }) =>
  hashRaw(passphrase, {
    ...{ algorithm: 2, version: 1, salt, outputLen: 32 },
    ...{ memoryCost: memoryKiB, timeCost: passes, parallelism: lanes },
  });
const quiet = () => undefined;

function filesOf(location: string): File[] {
  if (fs.statSync(location).isFile()) return [new File([fs.readFileSync(location)], path.basename(location))];
  return fs
    .readdirSync(location, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .map((one) => {
      const at = path.join(one.parentPath, one.name);
      const file = new File([fs.readFileSync(at)], one.name);
      return Object.defineProperty(file, 'webkitRelativePath', { value: `x/${path.relative(location, at)}` });
    });
}

async function open(files: readonly File[], way: Way): Promise<Vault | undefined> {
  const source = await openSource(files, quiet);
  return Vault.open(source, await manifestsOf(source), way);
}

async function told(files: readonly File[], way: Way): Promise<Told | undefined> {
  const vault = await open(files, way);
  return vault && (JSON.parse(JSON.stringify(await wholeOf(vault, quiet))) as unknown as Told);
}

function wayOf({ passphrase, keyFile }: RandomVault): Way {
  const hash = keyFile === undefined ? undefined : sha256(fs.readFileSync(keyFile));
  return byPassphrase({ passphrase, keyFile: hash }, natively);
}

const correct = byPassphrase({ passphrase: 'correct horse battery staple' }, natively);

describe('the primitives', () => {
  it('decapsulates X-Wing as the draft’s vectors do', () => {
    const vectors = JSON.parse(
      fs.readFileSync(new URL('../main/crypto/vectors/xwing.json', import.meta.url), 'utf8'),
    ) as Record<'seed' | 'ct' | 'ss' | 'pk', string>[];
    expect(vectors.length).toBeGreaterThan(0);
    for (const { seed, ct, ss, pk } of vectors) {
      const opened = xwing(Buffer.from(seed, 'hex'), Buffer.from(ct, 'hex'));
      expect(Buffer.from(opened?.shared ?? []).toString('hex')).toBe(ss);
      expect(Buffer.from(opened?.publicKey ?? []).toString('hex')).toBe(pk);
    }
  });

  it('combines the sheets of docs/format.md, whichever two of them', async () => {
    const page = fs.readFileSync(new URL('../../docs/format.md', import.meta.url), 'utf8');
    const sheets = [...page.matchAll(/(?: {4}[a-z ]+\n){3} {4}[0-9a-f]{64}\n/g)].map(([text]) =>
      readShare(tokensOf(text).slice(0, 33)),
    );
    expect(sheets).toHaveLength(3);
    for (const left of [0, 1, 2]) {
      const secret = await combine(sheets.filter((_, i) => i !== left));
      expect(Buffer.from(secret ?? []).toString('hex')).toBe('77'.repeat(32));
    }
    const [a, b] = sheets as [(typeof sheets)[0], (typeof sheets)[0]];
    expect(await combine([a, a])).toBeUndefined();
    expect(
      await combine([
        { ...a, words: b.words },
        { ...b, words: a.words },
      ]),
    ).toBeUndefined();
  });

  it('opens AES-GCM, and gives nothing of what does not authenticate', async () => {
    const key = Buffer.alloc(32, 1);
    const sealed = Buffer.from('2c', 'hex');
    expect(await (await openerOf(key))(Buffer.alloc(12), sealed)).toBeUndefined();
    const imported = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt']);
    const params = { name: 'AES-GCM', iv: new Uint8Array(12), additionalData: Buffer.from('x') };
    const made = new Uint8Array(await crypto.subtle.encrypt(params, imported, Buffer.from('plain')));
    const opener = await openerOf(key);
    const opened = await opener(new Uint8Array(12), made, Buffer.from('x'));
    expect(Buffer.from(opened ?? []).toString()).toBe('plain');
    expect(await opener(new Uint8Array(12), made, Buffer.from('y'))).toBeUndefined();
  });

  it('computes Argon2id as docs/format.md has it', () => {
    const kdf = { memoryKiB: 8192, passes: 1, lanes: 1, salt: new Uint8Array(16).fill(7) };
    const derived = argon2id(Buffer.from('correct horse battery staple'), kdf);
    expect(Buffer.from(derived).toString('hex')).toBe(
      'c3e5799580604bcbebe0747e39899402f27880aae8eab2500327c934a565de64',
    );
  });
});

describe('what the page brings along', () => {
  it('tests itself with the worked example of docs/format.md', () => {
    const page = fs.readFileSync(new URL('../../docs/format.md', import.meta.url), 'utf8');
    const bare = page.replaceAll(/\n {4}/g, '');
    for (const member of ['encapsulated', 'wrapped'] as const)
      expect(bare).toContain(`"${member}":"${example.slot[member]}"`);
    const words = page.replaceAll(/\s+/g, ' ');
    for (const sheet of example.sheets) expect(words).toContain(sheet);
  });

  it('has every word of the list in its shorter form, in the same order', async () => {
    const built = shortWords().transform('', '/src/shared/slip39-words.ts')?.code ?? '';
    const { slip39Words: short } = await import(`data:text/javascript,${encodeURIComponent(built)}`);
    expect(short).toEqual(slip39Words);
    expect(built.length).toBeLessThan(slip39Words.join(' ').length * 0.75);
  });

  it('makes the same one-time codes as the app', async () => {
    const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
    for (const text of [
      `otpauth://totp/x?secret=${secret}&algorithm=SHA512&digits=8&period=60`,
      `otpauth://totp/x?secret=${secret}`,
      `otpauth://hotp/x?secret=${secret}&counter=7`,
      `steam://${secret}`,
    ]) {
      const otp = parseOtp(text);
      if (typeof otp === 'string') throw new Error(otp);
      for (const counter of [0, 1, 37_037_036, 59_999_999])
        expect(await codeAt(otp, counter), text).toBe(appCodeAt(otp, counter));
    }
    expect(await codeNow('not 0189!', 0)).toBeUndefined();
    expect(await codeNow(secret, 59_000)).toEqual({ code: '287082', seconds: 1 });
  });

  it('gives files names that lead nowhere and that every system allows', () => {
    const taken = new Set<string>();
    const names = [
      'a.txt',
      'A.TXT',
      '../x',
      'CON',
      'nul.txt',
      '',
      ' . ',
      'a\u202eb',
      'a\0b',
      'x'.repeat(500),
    ];
    const given = names.map((name) => fileName(name, taken));
    expect(new Set(given.map((name) => name.toLowerCase())).size).toBe(names.length);
    expect(given.slice(0, 5)).toEqual(['a.txt', 'A (2).TXT', '_x', '_CON', '_nul.txt']);
    for (const name of given) expect(name).toMatch(/^[^<>:"/\\|?*\p{C}]{1,90}$/u);
  });
});

describe('vaults that the app makes at random', () => {
  it('are read alike from a folder', async () => {
    for (let seed = 7_001; seed <= 7_000 + (long ? 200 : 3); seed++) {
      const vault = await randomVault(folder, seed, 'folder');
      const read = await told(filesOf(vault.location), wayOf(vault));
      expect(read && expectedFrom(read)).toEqual(sorted(vault.expected));
      fs.rmSync(vault.location, { recursive: true });
    }
  });
});

it('knows what was destroyed, deleted and replaced', async () => {
  const location = path.join(folder, 'states.holdfast');
  const vault = await createVault({ location }, { passphrase: 'one', kdf: cheap });
  const field = (value: string) => [{ name: 'x', type: 'secret' as const, value }];
  for (const value of ['a', 'b', 'c']) await vault.secrets.put('s', field(value));
  await vault.secrets.destroy('s', [1]);
  await vault.secrets.delete('s', [2]);
  await vault.secrets.put('wholly', field('a'));
  await vault.secrets.destroy('wholly', [1]);
  await vault.lock();
  const read = await told(filesOf(location), byPassphrase({ passphrase: 'one' }, natively));
  expect(read?.damaged).toEqual([]);
  expect(read?.secrets.map((one) => one.path)).toEqual(['s']);
  expect(
    read?.secrets[0]?.versions.map(({ n, destroyed, deleted, fields }) => [
      n,
      destroyed,
      deleted !== undefined,
      fields?.[0]?.value,
    ]),
  ).toEqual([
    [1, true, false, undefined],
    [2, undefined, true, 'b'],
    [3, undefined, false, 'c'],
  ]);
});

describe('damage', () => {
  const values = async (bytes: Uint8Array) => {
    const read = await told([new File([Buffer.from(bytes)], 'a.holdfast')], correct);
    return new Set(
      read?.secrets.flatMap(({ path: at, versions }) =>
        versions.flatMap(({ n, fields = [] }) => fields.map((field) => JSON.stringify([at, n, field]))),
      ),
    );
  };

  it('gives no wrong value, whichever bit is flipped, and mostly all the others', async () => {
    const whole = await values(committed);
    expect(whole.size).toBe(9);
    const bits = committed.length * 8;
    const count = long ? 20_000 : 300;
    let missing = 0;
    for (let i = 0; i < count; i++) {
      const bit = Math.floor((i * bits) / count) + (i % 7);
      const damaged = Buffer.from(committed);
      damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const found = await values(damaged).catch((error) => {
        expect(error, `bit ${bit}`).toBeInstanceOf(Trouble);
        return new Set<string>();
      });
      for (const value of found) expect(whole.has(value), `bit ${bit}: ${value}`).toBe(true);
      if (found.size < whole.size) missing += 1;
    }
    expect(missing).toBeGreaterThan(0);
  });

  it('reads what is left of a file that was cut short, or has holes', async () => {
    const whole = await values(committed);
    const page = 4_096;
    let partly = 0;
    for (let hole = 0; hole * page < committed.length; hole++) {
      const damaged = Buffer.from(committed);
      damaged.fill(0, hole * page, (hole + 1) * page);
      const found = await values(damaged).catch(() => new Set<string>());
      for (const value of found) expect(whole.has(value)).toBe(true);
      if (found.size > 0 && found.size < whole.size) partly += 1;
    }
    expect(partly).toBeGreaterThan(0);
  });

  it('reads a file whose first page is gone, which SQLite refuses', async () => {
    const damaged = Buffer.from(committed);
    damaged.fill(0, 0, 100);
    expect(await values(damaged)).toEqual(await values(committed));
  });
});

describe('what is no vault', () => {
  const code = (bytes: Uint8Array, name = 'a.holdfast') =>
    openSource([new File([Buffer.from(bytes)], name)], quiet).then(
      () => 'opened',
      (error) => (error instanceof Trouble ? error.code : error),
    );

  it('is told from a vault that is damaged or newer', async () => {
    expect(await code(new Uint8Array())).toBe('no-vault');
    expect(await code(Buffer.from('not a vault'))).toBe('no-vault');
    expect(await code(Buffer.alloc(100_000, 13))).toBe('no-vault');
    expect(await code(committed.subarray(0, 200))).toBe('no-manifest');
    const newer = Buffer.from(committed);
    newer.writeUInt32BE(2, 60);
    expect(await code(newer)).toBe('newer');
    expect(await openSource([], quiet).catch((error) => error.code)).toBe('no-vault');
    const folders = [new File(['{"holdfast-folder":9}'], 'holdfast.json'), new File(['x'], 'y')];
    expect(await openSource(folders, quiet).catch((error) => error.code)).toBe('newer');
  });
});
