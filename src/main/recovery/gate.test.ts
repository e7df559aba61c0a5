import { afterEach, expect, test } from 'vitest';
import type { Channel } from '../child/channel.ts';
import { codeOf, drawn } from './code.ts';
import { proveCodes, provePdf, provePdfs } from './gate.ts';
import { forkReader } from './read/fork.ts';
import { pdfOf } from './read/testing/files.ts';

const run = forkReader(new URL('./read/process.ts', import.meta.url).pathname);
const text = (sheet: number) =>
  `HOLDFAST 1 3F2A90BC 7KQ2M9XT ${'ACADEMIC ACID ACNE '.repeat(10)}WORD${sheet}`;
const page = (sheet: number) => drawn(codeOf(text(sheet)), 6);
const gone: Promise<void>[] = [];
const watched = () => {
  const channel: Channel = run();
  gone.push(new Promise((resolve) => channel.onExit(resolve)));
  return channel;
};
afterEach(() => Promise.all(gone));

test('codes and pages that read are let through, and progress is told', async () => {
  const heard: number[] = [];
  await proveCodes([text(1), text(2)], watched, { progress: (done) => heard.push(done) });
  await provePdf(pdfOf([page(1), page(2)]), [text(1), text(2)], watched);
  await provePdfs([pdfOf([page(1)]), pdfOf([page(2)])], [text(1), text(2)], watched);
  expect(heard).toEqual([1, 2]);
});

test('a page with another text, without a code, with two or too many pages is not', async () => {
  const blank = { width: 100, height: 100, data: new Uint8Array(10_000).fill(255) };
  const refused = (pdf: Uint8Array, texts: string[]) =>
    expect(provePdf(pdf, texts, watched)).rejects.toThrow();
  await refused(pdfOf([page(1), page(1)]), [text(1), text(2)]);
  await refused(pdfOf([page(1), blank]), [text(1), text(2)]);
  await refused(pdfOf([page(1), page(2)]), [text(1)]);
  await refused(pdfOf([page(1)]), [text(1), text(2)]);
});

test('a code with too much of it covered is not, though a second try may read it', async () => {
  const picture = page(1);
  const covered = { ...picture, data: picture.data.slice() };
  // A third of it, across the middle.
  covered.data.fill(255, Math.floor(covered.data.length * 0.4), Math.floor(covered.data.length * 0.73));
  await expect(provePdf(pdfOf([covered]), [text(1)], watched)).rejects.toThrow('sheet 1 does not read back');
});

test('what is thrown names no word', async () => {
  const error = await provePdf(pdfOf([page(1)]), [text(2)], watched).catch((thrown) => thrown);
  expect(String(error.stack)).not.toMatch(/ACADEMIC|academic/);
});
