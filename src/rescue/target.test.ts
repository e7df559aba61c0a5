import { afterEach, expect, it, vi } from 'vitest';
import { type Put, saveAs } from './target.ts';

afterEach(() => vi.unstubAllGlobals());

const bytes = (...numbers: number[]) => Uint8Array.from(numbers);
const huge = 2 ** 31;
const two = async (put: Put) => {
  await put(bytes(1, 2));
  await put(bytes(3));
};

/** A browser's dialog that gives a file, or refuses; and what became of that. */
function picks(refusal?: string) {
  const did: unknown[] = [];
  const file = {
    write: async (piece: Uint8Array) => void did.push([...piece]),
    close: async () => void did.push('close'),
    abort: async () => void did.push('abort'),
  };
  vi.stubGlobal('showSaveFilePicker', async (options: unknown) => {
    if (refusal !== undefined) throw new DOMException('', refusal);
    did.push(options);
    return { createWritable: async () => file };
  });
  return did;
}

/** What a link of the page hands to the browser. */
function downloads() {
  const link = { href: '', download: '', click: vi.fn() };
  const given: Blob[] = [];
  vi.stubGlobal('document', { createElement: () => link });
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    given.push(blob as Blob);
    return 'blob:x';
  });
  const read = async () => [...new Uint8Array((await given[0]?.arrayBuffer()) ?? new ArrayBuffer())];
  return { link, read };
}

it('a long file goes where the person wants it, piece by piece', async () => {
  const did = picks();
  expect(await saveAs('film', huge, two)).toBe(true);
  expect(did).toEqual([{ suggestedName: 'film' }, [1, 2], [3], 'close']);
});

it('of a long file that fails halfway nothing is kept', async () => {
  const did = picks();
  const failing = async (put: Put) => {
    await put(bytes(1));
    throw new Error('damaged');
  };
  await expect(saveAs('film', huge, failing)).rejects.toThrow('damaged');
  expect(did.slice(1)).toEqual([[1], 'abort']);
});

it('a person who wants it nowhere is not asked again, and nothing is read', async () => {
  const make = vi.fn(two);
  picks('AbortError');
  expect(await saveAs('film', huge, make)).toBe(false);
  expect(make).not.toHaveBeenCalled();
});

it.each([
  ['a long file of a browser that refuses the dialog', huge, 'NotAllowedError'],
  ['a short file', 3, undefined],
])('%s is handed over whole', async (_, size, refusal) => {
  picks(refusal);
  const { link, read } = downloads();
  expect(await saveAs('film', size, two)).toBe(true);
  expect([link.download, link.href, link.click.mock.calls.length]).toEqual(['film', 'blob:x', 1]);
  expect(await read()).toEqual([1, 2, 3]);
});
