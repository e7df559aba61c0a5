/** Runs one piece of work after the other. */
export class Turn {
  #last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const run = this.#last.then(work);
    this.#last = run.catch(() => undefined);
    return run;
  }
}

/**
 * Waits for the first change before `work` begins: nobody's turn is held up while there is nothing
 * to write, and nothing is begun when there never is. However `work` ends, the source hears that
 * nobody takes any more.
 */
export async function whenBegun<T>(
  batches: AsyncIterable<Iterable<T>>,
  work: (begun: AsyncIterable<Iterable<T>>) => Promise<void>,
): Promise<void> {
  const source = batches[Symbol.asyncIterator]();
  const first = await firstOf(source);
  if (first === undefined) return;
  try {
    await work(rest(first, source));
  } finally {
    await source.return?.();
  }
}

/** The first batch that has anything; `undefined`: there is none. */
async function firstOf<T>(source: AsyncIterator<Iterable<T>>): Promise<Iterable<T> | undefined> {
  for (let next = await source.next(); !next.done; next = await source.next()) {
    const batch = next.value[Symbol.iterator]();
    const { done, value } = batch.next();
    if (!done) return resumed(value, batch);
  }
  return undefined;
}

function* resumed<T>(first: T, batch: Iterator<T>): Generator<T> {
  yield first;
  for (let next = batch.next(); !next.done; next = batch.next()) yield next.value;
}

async function* rest<T>(first: T, source: AsyncIterator<T>): AsyncGenerator<T> {
  yield first;
  for (let next = await source.next(); !next.done; next = await source.next()) yield next.value;
}
