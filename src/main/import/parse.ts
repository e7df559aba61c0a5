import { failureOf } from '../../shared/failure.ts';
import type { ImportFault } from '../../shared/failure-reasons.ts';
import { defined } from '../../shared/parsed.ts';
import { insideAge } from './age.ts';
import { contentIn } from './content.ts';
import { detectContent, detectFormat, headLength } from './detect.ts';
import type { Format, Item, Reading, Source } from './entry.ts';
import type { Inbox } from './inbox.ts';
import { type Instruction, moreAfter, type ParserMessage, packItem, packItems } from './message.ts';
import { readers } from './readers.ts';
import { refuse } from './refuse.ts';
import { isFitting, partsOf } from './split.ts';

const batchItems = 250;
const batchCharacters = 1024 ** 2;
/** Batches on their way that the parent has not yet taken. */
const inFlight = 2 * moreAfter;

/** Sends items in bounded batches and waits while the parent is behind. */
export class Outbox {
  readonly #post: (message: ParserMessage) => void;
  #items: string[] = [];
  #characters = 0;
  #credit = inFlight;
  #wake: (() => void) | undefined;
  #read = 0;

  constructor(post: (message: ParserMessage) => void) {
    this.#post = post;
  }

  /** The parent took so many batches. */
  more(batches: number): void {
    this.#credit += batches;
    this.#wake?.();
  }

  /** True when the batch is full and has to go. */
  add(item: Item): boolean {
    if (item.kind !== 'note') this.#read += 1;
    const packed = packItem(item);
    this.#items.push(packed);
    this.#characters += packed.length;
    return this.#items.length >= batchItems || this.#characters >= batchCharacters;
  }

  async flush({ total, done }: Reading): Promise<void> {
    while (this.#credit === 0) {
      const { promise, resolve } = withResolvers();
      this.#wake = resolve;
      await promise;
    }
    this.#credit -= 1;
    this.#post({ type: 'batch', items: packItems(this.#items), done: done(), total });
    this.#items = [];
    this.#characters = 0;
  }

  async end(format: Format, reading: Reading): Promise<void> {
    await this.flush(reading);
    this.#post({ type: 'end', format, read: this.#read });
  }
}

/**
 * Reads one file, whose bytes `inbox` brings, and sends what is in it. Refuses with
 * `import-refused`.
 */
export async function parseFile(
  request: Extract<Instruction, { type: 'parse' }>,
  inbox: Inbox,
  outbox: Outbox,
): Promise<void> {
  const { format, reading } = await beginReading(request, inbox);
  for (const items = reading.items[Symbol.iterator](); ; ) {
    const { done, value } = await orMalformed(() => items.next());
    if (done) break;
    if (value.kind === 'entry' && !isFitting(value.entry)) {
      for (const part of partsOf(value.entry)) if (outbox.add(part)) await outbox.flush(reading);
    } else if (outbox.add(value)) await outbox.flush(reading);
  }
  await outbox.end(format, reading);
}

// Apart from the loop over the items, which would keep the file's bytes in memory beside what was
// made of them.
async function beginReading(
  request: Extract<Instruction, { type: 'parse' }>,
  inbox: Inbox,
): Promise<{ format: Format; reading: Reading }> {
  const { name, size, password, keyFile, encoding, map } = request;
  const bytes = await inbox.receive(size);
  const format =
    request.format ?? detectFormat(bytes.subarray(0, headLength), name)?.format ?? refuse('unknown-format');
  const key = keyFile === undefined ? {} : { keyFile: new Uint8Array(Buffer.from(keyFile, 'base64')) };
  const given = defined({ password, encoding, map });
  const source: Source = { name, bytes, ...given, ...key };
  return { format, reading: await orMalformed(() => readingOf(source, format)) };
}

/** What an age file holds is of a format of its own. */
async function readingOf(source: Source, format: Format): Promise<Reading> {
  if (format !== 'age') return readers[format].read(source);
  const inner = { ...source, ...(await insideAge(source)) };
  const found = await detectContent(contentIn(inner.bytes), inner.name);
  return found.format === 'age' ? refuse('unknown-format') : readers[found.format].read(inner);
}

async function orMalformed<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Whatever a parser trips over was in the file.
    return rethrow(error, 'malformed');
  }
}

function rethrow(error: unknown, reason: ImportFault): never {
  if (failureOf(error) !== undefined) throw error;
  return refuse(reason, {}, error);
}

// Promise.withResolvers is too young for the older of our runtimes.
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
