/** Does something with each of many, so many at a time; fails as the first that fails does, once those under way have ended. */
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
