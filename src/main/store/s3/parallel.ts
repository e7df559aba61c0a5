/**
 * Does something with each of many, so many at a time; fails as the first that fails does, once
 * those under way have ended.
 */
export async function inParallel<T>(
  all: readonly T[],
  atOnce: number,
  work: (one: T) => Promise<void>,
): Promise<void> {
  let next = 0;
  const turn = async () => {
    for (let one = all[next++]; one !== undefined; one = all[next++]) await work(one);
  };
  const turns = await Promise.allSettled(Array.from({ length: Math.min(atOnce, all.length) }, turn));
  for (const done of turns) if (done.status === 'rejected') throw done.reason;
}

/**
 * The results of work on each of many, in their order, while the next ones are under way already.
 */
export async function* inOrder<T, R>(
  all: readonly T[],
  ahead: number,
  work: (one: T) => Promise<R>,
): AsyncGenerator<R> {
  const begun: Promise<R>[] = [];
  for (let at = 0; at < all.length; at++) {
    while (begun.length < Math.min(all.length, at + ahead)) {
      const next = work(all[begun.length] as T);
      // Whoever takes its turn hears of the failure.
      next.catch(() => {});
      begun.push(next);
    }
    yield (await begun[at]) as R;
    begun[at] = undefined as never;
  }
}
