// The app, the page and the program in Python read the same of vaults that the app makes at random.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { hashRaw } from '@node-rs/argon2';
import { afterAll, expect, it } from 'vitest';
import { readShare } from '../shared/sheets/share.ts';
import { sha256 } from './crypto/primitives.ts';
import { combine } from './crypto/slip39.ts';
import { openSource } from './format/open.ts';
import { manifestsOf, Vault } from './format/vault.ts';
import { byPassphrase, bySecret, type DeriveSlowly, type Way } from './format/ways.ts';
import { wholeOf } from './format/whole.ts';
import { inPython, program } from './testing/python.ts';
import { type RandomVault, randomVault } from './testing/random-vault.ts';
import { expectedFrom, sorted, type Told } from './testing/told.ts';

const long = process.env['HOLDFAST_LONG'] === '1';
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'holdfast-three-'));
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }));

/** Vaults of one test: 1,000 in the long round, a few parts at a time. */
const each = long ? 20 : 4;
const parts = Array.from({ length: long ? 50 : 1 }, (_, i) => i);

it.each(parts)('part %i is read alike by the passphrase and by two of three sheets', async (part) => {
  const vaults: RandomVault[] = [];
  for (let i = 1; i <= each; i++) vaults.push(await randomVault(folder, part * each + i));
  const python = await toldByPython(vaults);
  for (const [i, vault] of vaults.entries()) {
    const seed = part * each + i + 1;
    const two = pair(vault, i).map((words) => readShare(words.split(' ')));
    const page = await told(vault, wayOf(vault));
    expect(page?.damaged, `seed ${seed}`).toEqual([]);
    expect(page && expectedFrom(page), `seed ${seed}`).toEqual(sorted(vault.expected));
    expect(await told(vault, bySecret((await combine(two)) ?? new Uint8Array(32))), `seed ${seed}`).toEqual(
      page,
    );
    const wrong = told(vault, byPassphrase({ passphrase: 'x' }, slowly)).catch((error) => error.code);
    expect(await wrong).toBe(vault.keyFile === undefined ? undefined : 'no-slot');
    const [byWords, bySheets] = python[i] ?? [];
    expect(byWords?.secrets, `seed ${seed}`).toEqual(page?.secrets);
    expect(bySheets, `seed ${seed}`).toEqual(byWords);
    expect(byWords?.damaged).toEqual([]);
    fs.rmSync(vault.location);
  }
});

const slowly: DeriveSlowly = (passphrase, { memoryKiB, passes, lanes, salt }) =>
  hashRaw(passphrase, {
    ...{ algorithm: 2, version: 1, salt, outputLen: 32 },
    ...{ memoryCost: memoryKiB, timeCost: passes, parallelism: lanes },
  });

function wayOf({ passphrase, keyFile }: RandomVault): Way {
  const hash = keyFile === undefined ? undefined : sha256(fs.readFileSync(keyFile));
  return byPassphrase({ passphrase, keyFile: hash }, slowly);
}

function pair({ sheets }: RandomVault, i: number): readonly string[] {
  return sheets.filter((_, at) => at !== i % 3);
}

async function told({ location }: RandomVault, way: Way): Promise<Told | undefined> {
  const file = new File([fs.readFileSync(location)], 'a.holdfast');
  const source = await openSource([file], () => undefined);
  const vault = await Vault.open(source, await manifestsOf(source), way);
  return vault && (JSON.parse(JSON.stringify(await wholeOf(vault, () => undefined))) as Told);
}

/** Of each vault what its passphrase gives, and what two of its sheets give; in one process. */
async function toldByPython(vaults: readonly RandomVault[]): Promise<[Told, Told][]> {
  const asked = vaults.map(({ location, passphrase, keyFile = null, ...vault }, i) => ({
    ...{ location, passphrase, keyFile },
    sheets: pair({ location, passphrase, ...vault }, i),
  }));
  const file = path.join(folder, 'asked.json');
  fs.writeFileSync(file, JSON.stringify({ program, asked }));
  const { code, out, err } = await inPython('-c', reading, file);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out.toString('utf8')) as [Told, Told][];
}

const reading = `
import importlib.util, json, sys
given = json.load(open(sys.argv[1], encoding="utf-8"))
spec = importlib.util.spec_from_file_location("reader", given["program"])
r = importlib.util.module_from_spec(spec); spec.loader.exec_module(r)

def told(one, way):
    store = r.open_store(one["location"])
    try:
        vault = r.Vault(store, way)
        return {**r.everything(vault), "damaged": vault.damaged}
    finally:
        store.close()

both = []
for one in given["asked"]:
    file = r.key_file_of(one["keyFile"]) if one["keyFile"] else None
    ways = r.Passphrase(one["passphrase"], file), r.Shares([r.share_of(words) for words in one["sheets"]])
    both.append([told(one, way) for way in ways])
print(json.dumps(both))
`;
