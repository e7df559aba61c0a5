/** A generator that a test can repeat: mulberry32. */
export function randomOf(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Random = ReturnType<typeof randomOf>;

const odd: readonly unknown[] = [
  ...[
    null,
    true,
    false,
    0,
    1,
    -1,
    0.5,
    1e308,
    2 ** 53 - 1,
    2 ** 53,
    -(2 ** 53),
    8.64e15,
    8.64e15 + 1,
    2 ** 31,
    2 ** 32 - 1,
  ],
  ...[
    '',
    'x',
    '__proto__',
    'constructor',
    '0'.repeat(32),
    'zz'.repeat(16),
    '\u0000',
    '\ud800',
    '{}',
    '..',
    'a//b',
    'x'.repeat(70_000),
  ],
  ...['spiffe://x/y', '((((', '[[', '^(a+)+$', '2026-01-01T00:00:00Z', '+275760-09-13T00:00:00.001Z'],
  ...[
    [],
    {},
    [[]],
    [null],
    [1, 2, 3],
    { a: {} },
    { length: 5 },
    { id: 1 },
    [['a', 'b', 'c', 'd']],
    Array(2_000).fill(['a', 'b']),
  ],
];
const names = [
  'ref',
  '__proto__',
  'constructor',
  'toString',
  'id',
  'term',
  'path',
  'versions',
  'length',
  'then',
  'toJSON',
];

/** JSON text with one to three things in it changed, or another text altogether. */
export function changed(text: string, random: Random): string {
  if (random(20) === 0) return garbled(text, random);
  let next = text;
  for (let left = 1 + random(3); left > 0; left--) next = changedOnce(next, random);
  return next;
}

function garbled(text: string, random: Random): string {
  const cuts = [
    text.slice(0, random(text.length + 1)),
    text.slice(random(text.length + 1)),
    text.replace(/"/g, ''),
    text.replaceAll('"id":"', '"id":"!'),
    text.replaceAll('"path":"', '"path":"\\u'),
    `${text}${text}`,
    '\\"path":"',
    '{"entries":[{"path":"a\\',
    '{"id":"',
    JSON.stringify(odd[random(odd.length)]),
  ];
  return cuts[random(cuts.length)] ?? '';
}

/** Where something is: the thing that holds it, and its name there. */
type Place = [holder: Record<string, unknown>, key: string];

function changedOnce(text: string, random: Random): string {
  let root: { all: unknown };
  try {
    root = { all: JSON.parse(text) };
  } catch {
    return text;
  }
  const places = placesIn(root);
  const [holder, key] = places[random(places.length)] ?? [root, 'all'];
  change(holder, key, random, places);
  return JSON.stringify(root.all) ?? 'null';
}

function placesIn(holder: unknown, found: Place[] = []): Place[] {
  for (const key of Object.keys(holder as object)) {
    found.push([holder as Record<string, unknown>, key]);
    const value = (holder as Record<string, unknown>)[key];
    if (typeof value === 'object' && value !== null) placesIn(value, found);
  }
  return found;
}

function change(
  holder: Record<string, unknown>,
  key: string,
  random: Random,
  places: readonly Place[],
): void {
  const value = holder[key];
  const set = (next: unknown) =>
    Object.defineProperty(holder, key, { value: next, enumerable: true, configurable: true, writable: true });
  switch (random(8)) {
    case 0:
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      return;
    case 1: {
      const name = names[random(names.length)] as string;
      const next = odd[random(odd.length)];
      if (!Array.isArray(holder))
        Object.defineProperty(holder, name, {
          value: next,
          enumerable: true,
          configurable: true,
          writable: true,
        });
      return;
    }
    case 2:
      if (Array.isArray(value)) value.push(structuredClone(value.at(random(3) - 2)) ?? null);
      else set([value]);
      return;
    case 3: {
      const [other, name] = places[random(places.length)] as Place;
      set(structuredClone(other[name]));
      return;
    }
    case 4:
      if (typeof value === 'number') return void set(value + ([1, -1, 1e6, -1e6, 0.5][random(5)] as number));
      if (typeof value === 'string') return void set(value.slice(0, random(value.length + 1)));
      if (Array.isArray(value)) return void value.reverse();
      return void set(undefined);
    case 5:
      if (typeof value === 'string') return void set(`${value}${odd[15 + random(12)]}`);
      return void set(JSON.stringify(value));
    default:
      set(structuredClone(odd[random(odd.length)]));
  }
}
