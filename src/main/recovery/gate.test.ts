import { afterEach, expect, test } from 'vitest';
import type { Channel } from '../child/channel.ts';
import { codeOf, drawn } from './code.ts';
import { proveCodes, provePdf, provePdfs } from './gate.ts';
import { forkReader } from './read/fork.ts';
import type { Question } from './read/message.ts';
import type { Grey } from './read/pixels.ts';
import { pdfOf } from './read/testing/files.ts';

const run = forkReader(new URL('./read/process.ts', import.meta.url).pathname);
const text = (sheet: number) =>
  `HOLDFAST 1 3F2A90BC 7KQ2M9XT ${'ACADEMIC ACID ACNE '.repeat(10)}WORD${sheet}`;
const page = (sheet: number) => drawn(codeOf(text(sheet)), 6);
/** Two pictures of one height in one. */
function beside(one: Grey, other: Grey): Grey {
  const width = one.width + other.width;
  const data = new Uint8Array(width * one.height).fill(255);
  for (let y = 0; y < one.height; y++) {
    data.set(one.data.subarray(y * one.width, (y + 1) * one.width), y * width);
    data.set(other.data.subarray(y * other.width, (y + 1) * other.width), y * width + one.width);
  }
  return { width, height: one.height, data };
}

/** A reader that reads these texts whatever it is shown. */
function answering(texts: string[]): Channel {
  let heard: (message: unknown) => void = () => undefined;
  return {
    post: (message) => heard({ type: 'read', id: (message as Question).id, pages: [texts] }),
    onMessage: (listener) => {
      heard = listener;
    },
    onExit: () => undefined,
    kill: () => undefined,
  };
}

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
  const sheets = [text(1), text(2)];
  await refused(pdfOf([beside(page(1), page(2)), page(2)]), sheets);
  const refusedFiles = (...pdfs: Uint8Array[]) => expect(provePdfs(pdfs, sheets, watched)).rejects.toThrow();
  await refusedFiles(pdfOf([page(1), page(1)]), pdfOf([page(2)]));
  await refusedFiles(pdfOf([page(1)]));
  await refusedFiles(pdfOf([page(1)]), pdfOf([page(1)]));
});

test('a code that reads as another, or not at all, is not', async () => {
  const refused = (reads: string[]) =>
    expect(proveCodes([text(1)], () => answering(reads))).rejects.toThrow('sheet 1 does not read back');
  await refused([text(2)]);
  await refused([]);
  await refused([text(1), text(1)]);
  await expect(proveCodes([text(1)], () => answering([text(1)]))).resolves.toBeUndefined();
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
