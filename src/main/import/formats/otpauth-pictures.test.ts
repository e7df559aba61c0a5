import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { pngOf } from '../../recovery/read/testing/files.ts';
import { wholeOf } from '../content.ts';
import { detectContent } from '../detect.ts';
import { openPictures } from '../several.ts';
import { collect } from '../testing/collect.ts';
import { exportPart } from '../testing/otp-export.ts';
import { pictured } from '../testing/samples.ts';
import { readOtpauthPictures } from './otpauth-pictures.ts';

const blank = new Uint8Array(pngOf({ width: 60, height: 60, data: new Uint8Array(3_600).fill(255) }));
const one = pictured(exportPart(['Shop:ada', 'Bank:ada'], { of: 3, at: 0 }));
const two = pictured(exportPart(['Mail:ada'], { of: 3, at: 1 }));

/** Titles of what comes, and what is told. */
async function read(bytes: Uint8Array, name = 'a.zip') {
  return collect(await readOtpauthPictures({ name, bytes })).map((item) =>
    item.kind === 'entry'
      ? item.entry.title
      : 'problem' in item && [item.kind, item.problem.place, item.problem.reason, item.problem.count],
  );
}

test('parts of an export in several pictures are one, whatever their order; one that is missing is told', async () => {
  expect(await read(zipSync({ 'b.png': two, 'c.png': one, 'd.png': two }))).toEqual([
    'Mail',
    'Shop',
    'Bank',
    ['note', '', 'parts-missing', 1],
  ]);
  expect(await read(one, '/tmp/x.png')).toEqual(['Shop', 'Bank', ['note', '', 'parts-missing', 2]]);
});

test('a picture without a code, with another one or damaged is told by its name', async () => {
  const files = {
    'blank.png': blank,
    'shop.png': pictured('https://shop.example'),
    'cut.png': blank.slice(0, 30),
    'one.png': one,
  };
  expect(await read(zipSync(files))).toEqual([
    ['skipped', 'blank.png', 'no-square-code', undefined],
    ['failed', 'cut.png', 'picture-unread', undefined],
    ['failed', 'shop.png', 'no-code', undefined],
    'Shop',
    'Bank',
    ['note', '', 'parts-missing', 2],
  ]);
});

test('files of two folders with one name, and one without an ending, are packed as one', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'holdfast-'));
  try {
    const files = ['a.png', 'picture'].map((name) => join(folder, name));
    await writeFile(files[0] as string, one);
    await writeFile(files[1] as string, two);
    const content = await openPictures([...files, files[0] as string]);
    expect((await detectContent(content, 'x')).format).toBe('otpauth-pictures');
    expect(await read(await wholeOf(content))).toEqual([
      'Shop',
      'Bank',
      'Mail',
      ['note', '', 'parts-missing', 1],
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('a ZIP with anything but pictures in it is none of pictures', async () => {
  const zip = zipSync({ 'a.png': one, 'b.txt': Buffer.from('x') });
  const content = { size: zip.length, read: async (at: number) => zip.subarray(at) };
  const opened = { ...content, refuseChanged: async () => undefined, close: async () => undefined };
  await expect(detectContent(opened, 'x')).rejects.toMatchObject({ failure: { reason: 'unknown-format' } });
});
