/** A write or a read by one of several programs. Times are of one clock, in ms. */
export type Operation =
  | {
      readonly op: 'put';
      readonly path: string;
      /** Nobody else writes it. */
      readonly value: string;
      readonly began: number;
      /**
       * When it was acknowledged, and as which version; missing: it was not, and may be there or
       * not.
       */
      readonly done?: number;
      readonly version?: number;
      /** It was kept on that machine: it gets its number where it is sent. */
      readonly unsent?: boolean;
    }
  | {
      readonly op: 'get';
      readonly path: string;
      readonly began: number;
      readonly done: number;
      /** 0: there was none. */
      readonly version: number;
      readonly value: string;
      /** Read from a copy while the service was away. */
      readonly offline?: boolean;
    };

type Put = Extract<Operation, { op: 'put' }>;
type Get = Extract<Operation, { op: 'get' }>;

/** What lies in the vault at the end: the values of each path, version by version from 1. */
export type Final = ReadonlyMap<string, readonly (string | undefined)[]>;

/**
 * Everything in which a history is not one that a single vault could have, with one line of
 * revisions. `copies`: what a program writes while the service is away may wait on its machine, and
 * where it is joined versions get numbers that were not used before.
 */
export function violationsIn(history: readonly Operation[], final: Final, copies = false): string[] {
  const puts = history.filter((operation): operation is Put => operation.op === 'put');
  const joined = new Set(copies ? puts.filter(mayHaveWaited).map((put) => put.path) : []);
  const gets = history.filter((operation): operation is Get => operation.op === 'get');
  return [
    ...lost(puts, final, joined),
    ...strange(puts, final, joined),
    ...unwritten(puts, gets),
    ...byPath(gets, (some, path) => wentBack(some, path)),
    ...byPath(gets, (some, path) => stale(puts, some, path)),
  ];
}

// Of a program that was killed nobody knows where its last write went.
function mayHaveWaited({ done, unsent = false }: Put): boolean {
  return unsent || done === undefined;
}

function lost(puts: readonly Put[], final: Final, joined: ReadonlySet<string>): string[] {
  return puts.flatMap(({ path, value, done, version, unsent }) => {
    if (done === undefined) return [];
    const values = final.get(path) ?? [];
    if (!values.includes(value)) return [`lost: ${value} at ${path}`];
    if (unsent !== true && !joined.has(path) && values[(version ?? 0) - 1] !== value)
      return [`renumbered: ${value} at ${path}, ${version} became ${values.indexOf(value) + 1}`];
    return [];
  });
}

function strange(puts: readonly Put[], final: Final, joined: ReadonlySet<string>): string[] {
  const begun = new Set(puts.map(({ path, value }) => `${path} ${value}`));
  return [...final].flatMap(([path, values]) => [
    ...values.flatMap((value, n) =>
      value === undefined && !joined.has(path) ? [`gap: ${path} version ${n + 1}`] : [],
    ),
    ...values.flatMap((value) =>
      value !== undefined && !begun.has(`${path} ${value}`) ? [`never written: ${value} at ${path}`] : [],
    ),
    ...values.flatMap((value, n) =>
      value !== undefined && values.indexOf(value) !== n ? [`twice: ${value} at ${path}`] : [],
    ),
  ]);
}

function unwritten(puts: readonly Put[], gets: readonly Get[]): string[] {
  const begun = new Map(puts.map((put) => [`${put.path} ${put.value}`, put.began]));
  return gets.flatMap(({ path, value, version, done }) => {
    if (version === 0) return [];
    const began = begun.get(`${path} ${value}`);
    return began !== undefined && began <= done ? [] : [`read before it was written: ${value} at ${path}`];
  });
}

// A read that begins after another has ended sees no earlier version.
function wentBack(gets: readonly Get[], path: string): string[] {
  const ended = [...gets].sort((a, b) => a.done - b.done);
  const begun = [...gets].sort((a, b) => a.began - b.began);
  const found: string[] = [];
  let next = 0;
  let seen = 0;
  for (const get of begun) {
    for (let one = ended[next]; one !== undefined && one.done < get.began; one = ended[++next])
      seen = Math.max(seen, one.version);
    if (get.version < seen) found.push(`went back: ${path} from ${seen} to ${get.version}`);
  }
  return found;
}

// A read that begins after a write was acknowledged sees that, or a later one.
function stale(puts: readonly Put[], gets: readonly Get[], path: string): string[] {
  return gets.flatMap(({ began, version }) =>
    puts
      .filter((put) => put.path === path && put.done !== undefined && put.done < began && put.unsent !== true)
      .filter((put) => (put.version ?? 0) > version)
      .map((put) => `stale: ${path} read ${version} after ${put.version} was acknowledged`)
      .slice(0, 1),
  );
}

// What was read without the service has its own time, and what waits there a number of its own.
function byPath(gets: readonly Get[], check: (gets: readonly Get[], path: string) => string[]): string[] {
  const paths = new Set(gets.map(({ path }) => path));
  return [...paths].flatMap((path) =>
    check(
      gets.filter((get) => get.path === path && get.offline !== true),
      path,
    ),
  );
}
