// A small vault with each of its bits flipped, one at a time, before both readers: neither ever
// gives a wrong value.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createVault } from '../main/vault/open.ts';
import { readShare } from '../shared/sheets/share.ts';
import { combine } from './crypto/slip39.ts';
import type { Manifest } from './format/manifest.ts';
import { openSource } from './format/open.ts';
import { Trouble } from './format/trouble.ts';
import { manifestsOf, Vault } from './format/vault.ts';
import { bySecret, type Way } from './format/ways.ts';
import { wholeOf } from './format/whole.ts';
import { inPython, program } from './testing/python.ts';
import { cheap } from './testing/random-vault.ts';
import type { Told } from './testing/told.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-flips-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));
const location = path.join(folder, 'small.holdfast');
let bytes = Buffer.alloc(0);
let sheets: string[] = [];

beforeAll(async () => {
  const vault = await createVault({ location }, { passphrase: 'one', kdf: cheap });
  const field = (value: string) => [{ name: 'password', type: 'secret' as const, value }];
  await vault.secrets.put('a', field('first'));
  await vault.secrets.put('a', field('second'));
  await vault.secrets.put('b', field('kept'));
  const { shares } = await vault.recovery.issue({ passphrase: 'one', threshold: 2, shares: 2 });
  await vault.recovery.markProven([1, 2]);
  await vault.recovery.activate();
  await vault.lock();
  sheets = shares.map((words) => words.join(' '));
  bytes = fs.readFileSync(location);
});

/** Every bit in the long round, else some of each part of the file. */
function* bits(most: number): Generator<number> {
  const all = bytes.length * 8;
  const step = long ? 1 : Math.max(1, Math.floor(all / most));
  for (let bit = 0; bit < all; bit += step) yield long ? bit : Math.min(all - 1, bit + ((bit / step) % 8));
}

/** Each field that was told, with where it is from. */
function valuesOf(told: Told): string[] {
  return told.secrets.flatMap(({ path: at, versions }) =>
    versions.flatMap(({ n, fields = [] }) => fields.map((field) => JSON.stringify([at, n, field]))),
  );
}

it('gives no wrong value in the page’s reader', async () => {
  const shares = sheets.map((words) => readShare(words.split(' ')));
  const secret = (await combine(shares)) ?? new Uint8Array(32);
  const way = remembered(bySecret(secret));
  const whole = new Set(valuesOf(await wholeIn(bytes, way)));
  expect(whole.size).toBe(3);
  let missing = 0;
  for (const bit of bits(400)) {
    const found = await wholeIn(flipped(bit), way).then(valuesOf, (error) => {
      expect(error, `bit ${bit}`).toBeInstanceOf(Trouble);
      return [];
    });
    const wrong = found.filter((value) => !whole.has(value));
    if (wrong.length > 0) expect(wrong, `bit ${bit}`).toEqual([]);
    if (found.length < whole.size) missing += 1;
  }
  expect(missing).toBeGreaterThan(0);
});

function flipped(bit: number): Buffer<ArrayBuffer> {
  const damaged = Buffer.from(bytes);
  damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return damaged;
}

async function wholeIn(file: Buffer<ArrayBuffer>, way: Way): Promise<Told> {
  const source = await openSource([new File([file], 'a.holdfast')], () => undefined);
  const vault = await Vault.open(source, await manifestsOf(source), way);
  if (vault === undefined) throw new Trouble('head');
  return JSON.parse(JSON.stringify(await wholeOf(vault, () => undefined))) as Told;
}

/** The whole header's root key is computed once: it is slow, and most bits lie elsewhere. */
function remembered(way: Way): Way {
  const nameOf = ({ vault, slots }: Manifest) => JSON.stringify([vault, slots]);
  let known: { name: string; root: ReturnType<Way> } | undefined;
  return (manifest) => {
    known ??= { name: nameOf(manifest), root: way(manifest) };
    return known.name === nameOf(manifest) ? known.root : way(manifest);
  };
}

/**
 * Where the long round once broke Python's SQLite: a table's type, names of tables, an empty column.
 */
const broke = [30_656, 30_759, 31_399, 32_007, 32_801, 32_804];

// In parts: all of them take longer than one test may.
const parts = Array.from({ length: long ? 32 : 1 }, (_, part) => part);
it.each(parts)('gives no wrong value in the reader in Python, part %i', async (part) => {
  const some = [...bits(300), ...(long ? [] : broke)].filter((_, at) => at % parts.length === part);
  const asked = { program, location, sheets, bits: some, scratch: path.join(folder, 'flipped') };
  fs.writeFileSync(path.join(folder, 'asked.json'), JSON.stringify(asked));
  const { code, out, err } = await inPython('-c', flips, path.join(folder, 'asked.json'));
  expect([code, err]).toEqual([0, '']);
  const told = JSON.parse(out.toString('utf8')) as Record<string, unknown>;
  expect(told).toMatchObject({ whole: 3, tried: asked.bits.length, wrong: [], strange: [] });
  expect(told['missing']).toBeGreaterThan(0);
});

/** All in one process: it would start 200,000 times. What it raises must be a Problem. */
const flips = `
import functools, importlib.util, json, sys
asked = json.load(open(sys.argv[1]))
spec = importlib.util.spec_from_file_location("reader", asked["program"])
r = importlib.util.module_from_spec(spec); spec.loader.exec_module(r)
r.xwing = functools.lru_cache(8)(r.xwing)
shares = [r.share_of(words) for words in asked["sheets"]]

def values(path):
    store = r.open_store(path)
    try:
        told = r.everything(r.Vault(store, r.Shares(shares)))
        return {json.dumps([s["path"], v["n"], f]) for s in told["secrets"] for v in s["versions"]
                for f in v.get("fields", [])}
    finally:
        store.close()

whole = values(asked["location"])
data = bytearray(open(asked["location"], "rb").read())
missing, wrong, strange = 0, [], []
for bit in asked["bits"]:
    data[bit >> 3] ^= 1 << (bit & 7)
    open(asked["scratch"], "wb").write(data)
    data[bit >> 3] ^= 1 << (bit & 7)
    try:
        found = values(asked["scratch"])
    except r.Problem:
        found = set()
    except Exception as error:
        strange.append([bit, repr(error)]); continue
    wrong += [[bit, one] for one in found - whole]
    missing += found != whole
print(json.dumps({"whole": len(whole), "tried": len(asked["bits"]), "missing": missing, "wrong": wrong, "strange": strange}))
`;
