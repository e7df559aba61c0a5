import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { failureOf } from '../../shared/failure.ts';
import type { FileField } from './file-field.ts';
import { FileSaver } from './file-saver.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'holdfast-saver-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const piece = Buffer.alloc(1024 * 1024, 'p');

/** A long file of so many pieces; `at` is called before each. */
function longFile(pieces: number, at: (piece: number) => Promise<void> | void = () => undefined): FileField {
  return {
    field: { name: 'image', type: 'attachment', value: '' },
    load: async () => ({
      size: pieces * piece.length,
      digest: '',
      pieces: async function* () {
        for (let n = 0; n < pieces; n++) {
          await at(n);
          yield piece;
        }
      },
    }),
  };
}

function saverTo(file: string | undefined, kept: readonly string[] = []) {
  const told: [number, number][] = [];
  const asked: string[] = [];
  const saver = new FileSaver({
    choose: async (name) => {
      asked.push(name);
      return file;
    },
    kept: () => kept,
    progress: (done, total) => told.push([done, total]),
  });
  return { saver, told, asked };
}

const failing = (work: Promise<unknown>) => work.then(() => 'saved', failureOf);

test('a long file comes out piece by piece, for its owner alone, and says how far it is', async () => {
  const place = join(folder, 'out.bin');
  const { saver, told, asked } = saverTo(place);
  let most = 0;
  const file = longFile(5, () => {
    // What is written lies beside the name until it is whole.
    most = Math.max(most, readdirSync(folder).includes('out.bin') ? 1 : 0);
  });
  expect(await saver.save(file)).toEqual({ file: 'out.bin', size: 5 * piece.length });
  expect(asked).toEqual(['image']);
  expect(most).toBe(0);
  expect(readFileSync(place).equals(Buffer.concat(Array(5).fill(piece)))).toBe(true);
  expect(statSync(place).mode & 0o777).toBe(0o600);
  expect(told).toEqual([1, 2, 3, 4, 5].map((n) => [n * piece.length, 5 * piece.length]));
  expect(readdirSync(folder)).toEqual(['out.bin']);
});

test('a small file lies in the field itself; one of no bytes is a file, too', async () => {
  const place = join(folder, 'key');
  const { saver } = saverTo(place);
  const field = { name: 'key', type: 'file' as const, value: Buffer.from('\0\xffkey').toString('base64') };
  const load = () => Promise.reject(new Error('not asked'));
  expect(await saver.save({ field, load })).toEqual({ file: 'key', size: 6 });
  expect(readFileSync(place)).toEqual(Buffer.from('\0\xffkey'));
  expect(await saver.save({ field: { ...field, value: '' }, load })).toEqual({ file: 'key', size: 0 });
  expect(readFileSync(place)).toHaveLength(0);
});

test('called off in the middle, refused by the disk or damaged: nothing of it stays, and what was there is as it was', async () => {
  const place = join(folder, 'out.bin');
  writeFileSync(place, 'before');
  const { saver } = saverTo(place);
  const damaged = { code: 'damaged', part: 'missing-object' } as const;
  expect(await failing(saver.save(longFile(3, (n) => (n === 1 ? saver.cancel() : undefined))))).toEqual({
    code: 'cancelled',
  });
  const { HoldfastError } = await import('../../shared/failure.ts');
  const broken = longFile(3, (n) => (n === 2 ? Promise.reject(new HoldfastError(damaged)) : undefined));
  expect(await failing(saver.save(broken))).toEqual(damaged);
  expect(readFileSync(place, 'utf8')).toBe('before');
  expect(readdirSync(folder)).toEqual(['out.bin']);
  const nowhere = saverTo(join(folder, 'no', 'out.bin')).saver;
  expect(await failing(nowhere.save(longFile(1)))).toMatchObject({ code: 'store' });
});

test('one at a time; no choice writes nothing; what stands for no file is none', async () => {
  const place = join(folder, 'out.bin');
  const { saver } = saverTo(place);
  const second: unknown[] = [];
  await saver.save(longFile(1, async () => void second.push(await failing(saver.save(longFile(1))))));
  expect(second).toEqual([{ code: 'busy' }]);
  expect(await saverTo(undefined).saver.save(longFile(1, () => expect.unreachable()))).toBeUndefined();
  const text = { field: { name: 'user', type: 'text' as const, value: 'ann' }, load: longFile(1).load };
  expect(await failing(saver.save(text))).toEqual({ code: 'not-found', what: 'field', name: 'user' });
});

test('the file of the open vault is not replaced, by whatever name', async () => {
  const vault = join(folder, 'a.holdfast');
  writeFileSync(vault, 'vault');
  symlinkSync(vault, join(folder, 'link'));
  for (const name of ['a.holdfast', 'link']) {
    const { saver } = saverTo(join(folder, name), [vault]);
    expect(await failing(saver.save(longFile(1)))).toEqual({ code: 'exists', what: 'vault', name });
  }
  expect(readFileSync(vault, 'utf8')).toBe('vault');
});
