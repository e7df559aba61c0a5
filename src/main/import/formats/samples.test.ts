import { expect, test } from 'vitest';
import { failureOf } from '../../../shared/failure.ts';
import { importFormats } from '../../../shared/formats.ts';
import { contentIn } from '../content.ts';
import { detectContent } from '../detect.ts';
import type { Item } from '../entry.ts';
import { readers } from '../readers.ts';
import { type Sample, samples } from '../testing/samples.ts';

const titled = samples.map((sample) => [`${sample.format}, ${sample.about}`, sample] as const);

async function itemsOf({
  name,
  bytes,
  password,
}: Pick<Sample, 'name' | 'bytes' | 'password'>): Promise<Item[]> {
  const { format } = await detectContent(contentIn(bytes), name);
  const reading = await readers[format].read({ name, bytes, ...(password !== undefined && { password }) });
  return [...reading.items];
}

test('there is a sample of every format but the databases, which have tests of their own', () => {
  const missing = importFormats.filter((format) => !samples.some((sample) => sample.format === format));
  expect(missing).toEqual(['kdbx', 'kdb', 'age']);
});

test.each(titled)(
  '%s: known by what is in it, whatever its name',
  async (_, { name, format, bytes, password }) => {
    // Nothing in an encrypted backup of andOTP says what it is.
    const names = name.endsWith('.aes') ? [name] : [name, 'x', 'x.txt', 'x.bin'];
    const all = await Promise.all(names.map((one) => detectContent(contentIn(bytes), one)));
    expect(all).toEqual(names.map(() => ({ format, needsPassword: password !== undefined })));
  },
);

test('members of JSON in another order are known as well', async () => {
  const objects = samples.filter(({ bytes: [first], name }) => first === 0x7b && name !== 'x.bin');
  const texts = objects.map((one) => ({ ...one, text: Buffer.from(one.bytes).toString() }));
  const whole = texts.filter(({ text }) => !text.includes('\n'));
  expect(whole.length).toBeGreaterThan(10);
  for (const { format, text } of whole) {
    const turned = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(text)).reverse()));
    const found = await detectContent(contentIn(new Uint8Array(Buffer.from(turned))), 'x');
    expect([format, found.format]).toEqual([format, format]);
  }
});

test.each(titled)('%s: every value in it arrives, and nothing is told as lost', async (_, sample) => {
  const items = await itemsOf(sample);
  const all = JSON.stringify(items);
  const wanted = new Set(sample.text.match(/m-[a-zA-Z0-9]+-\d+-m/g));
  if (sample.password === undefined && sample.bytes.length < 100_000) expect(wanted.size).toBeGreaterThan(0);
  expect([...wanted].filter((mark) => !new RegExp(mark, 'i').test(all))).toEqual([]);
  expect(items.filter(({ kind }) => kind === 'failed' || kind === 'skipped')).toEqual([]);
  expect(items.filter(({ kind }) => kind === 'entry' || kind === 'history').length).toBeGreaterThan(0);
});

test.each(titled.filter(([, { password }]) => password !== undefined))(
  '%s: another password and none are refused as such',
  async (_, { password: __, ...sample }) => {
    for (const wrong of [{ password: 'no' }, { password: '' }, {}])
      expect(await itemsOf({ ...sample, ...wrong }).catch(failureOf)).toEqual({
        code: 'import-refused',
        reason: 'wrong-password',
      });
  },
);
