/** Takes a file piece by piece. */
export type Put = (piece: Uint8Array) => Promise<void> | void;

interface Target {
  write(piece: BufferSource): Promise<void> | void;
  /** The file is whole: only now it has its name. */
  close(): Promise<void> | void;
  abort?(): Promise<void>;
}
type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** Bytes that a browser may hold until it saves them: Chromium keeps up to 2 GB in memory. */
const most = 100_000_000;

/**
 * Saves a file of about this size where the browser, or the person, wants it. `false`: the person
 * wants it nowhere. Of a file that fails halfway nothing is left.
 */
export async function saveAs(
  name: string,
  size: number,
  make: (put: Put) => Promise<void>,
): Promise<boolean> {
  const target = await targetOf(name, size);
  if (target === undefined) return false;
  try {
    await make((piece) => target.write(piece as Uint8Array<ArrayBuffer>));
    await target.close();
  } catch (error) {
    await target.abort?.();
    throw error;
  }
  return true;
}

async function targetOf(name: string, size: number): Promise<Target | undefined> {
  const { showSaveFilePicker: pick } = globalThis as { showSaveFilePicker?: Picker };
  if (size < most || pick === undefined) return held(name);
  try {
    return await (await pick({ suggestedName: name })).createWritable();
  } catch (error) {
    // Some browsers have it and refuse it.
    return error instanceof DOMException && error.name === 'AbortError' ? undefined : held(name);
  }
}

/** Where a browser lets no page write into a file: it is handed over when it is whole. */
function held(name: string): Target {
  const parts: Blob[] = [];
  return {
    write: (piece) => void parts.push(new Blob([piece])),
    close() {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob(parts));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    },
  };
}
