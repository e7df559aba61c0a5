import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './fixtures.ts';
import { focusOn, press, type } from './keyboard.ts';
import { key, leftOpen, type Needle, text, whoHolds } from './memory.ts';
import { commandLine, Packed } from './packed.ts';
import { coreLimits, descendants } from './processes.ts';
import { keysOf } from './vault-keys.ts';

const passphrase = 'slate-orchard-tandem-buoy-4471';
const note = `a note of some length: ${'lantern harbour pebble '.repeat(200)}`;
const file = (home: string) => join(home, 'office.holdfast');

test('after the lock no process holds a passphrase, a key, or a value that was shown, copied or typed', async ({
  home,
}) => {
  test.setTimeout(180_000);
  makeVault(home);
  const { root, data } = await keysOf(file(home), passphrase);
  const keys = [key('root key', root), ...data.map((one, i) => key(`data key ${i}`, one))];
  const shown = [text('a copied value', 'copied-value-7701'), text('a note', note.slice(0, 200))];
  const app = new Packed(home, [file(home)], leftOpen(home));
  try {
    await app.logged('app.started');
    await focusOn('office');
    type(passphrase);
    press('Return');
    await app.logged('vault.unlocked');
    await lookAt(app, shown);
    await change(home);
    const typed = text('a typed value', 'typed-value-7702');
    const wanted = [text('the passphrase', passphrase), ...keys, ...shown, typed];
    // What can be found at all is found while the vault is open.
    const before = whoHolds(Number(app.process.pid), wanted);
    expect(before).toEqual(
      expect.arrayContaining(['data key 1 in main', 'a note in renderer', 'a typed value in main']),
    );

    const page = renderers(app);
    press('ctrl+l');
    await app.logged('memory.overwritten');
    expect(whoHolds(Number(app.process.pid), wanted)).toEqual([]);
    // The new page's process was started long after core dumps were forbidden: it inherits that.
    expect(renderers(app)).not.toEqual(page);
    const limits = coreLimits(Number(app.process.pid));
    expect(limits.length).toBeGreaterThan(3);
    for (const limit of limits) expect(limit).toEqual(['1', '1']);
  } finally {
    await app.quit();
  }
});

function renderers(app: Packed): number[] {
  const family = descendants(Number(app.process.pid));
  return family.filter(({ command }) => command.includes('--type=renderer')).map(({ pid }) => pid);
}

function makeVault(home: string): void {
  writeFileSync(join(home, 'key'), passphrase);
  writeFileSync(join(home, 'note'), note);
  holdfast(home, 'init', file(home), '--kdf-time', '3');
  const fields = ['password=copied-value-7701', '--file', `note=${join(home, 'note')}`];
  holdfast(home, 'secret', 'put', 'shown/secret', ...fields);
}

/**
 * Goes to the secret, copies its value, and opens it in the form, where every value stands in the
 * clear.
 */
async function lookAt(app: Packed, shown: readonly Needle[]): Promise<void> {
  await focusOn('office');
  // Nothing tells when the list is there, with the one secret in it: the keys are pressed until
  // what they lead to is.
  const after = (...keys: string[]) => {
    press(...keys);
    return whoHolds(Number(app.process.pid), shown);
  };
  const copied = () => after('ctrl+f', 'Down', 'ctrl+c');
  await expect.poll(copied, { timeout: 30_000 }).toContain('a copied value in main');
  await expect.poll(() => after('ctrl+e'), { timeout: 30_000 }).toContain('a note in renderer');
}

/** Types into the first value of the form, and waits until that lies in the file. */
async function change(home: string): Promise<void> {
  type('typed-value-7702');
  press('ctrl+s');
  const saved = () => holdfast(home, 'secret', 'get', 'shown/secret', '--format', 'json');
  await expect.poll(saved, { timeout: 20_000 }).toContain('typed-value-7702');
}

function holdfast(home: string, ...args: string[]): string {
  const given = ['--vault', file(home), '--passphrase-file', join(home, 'key')];
  return spawnSync(commandLine, [...given, ...args], { encoding: 'utf8', env: { HOME: home } }).stdout;
}
