import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { KeySlot } from '../../keyslots/slot.ts';
import { type Dot, dotOn, type Seen } from '../format/dot.ts';
import { joinNamed, type NamedSide } from './named.ts';
import { joinSettings } from './settings.ts';
import { joinSlots } from './slots.ts';

// What devices keep by name, as states of random histories have it: a join of two must not depend on
// who meets whom, in which order, or how often.

const runs = process.env['HOLDFAST_LONG'] === '1' ? 20_000 : 300;

interface State {
  readonly policies: ReadonlyMap<string, string>;
  readonly slots: ReadonlyMap<string, KeySlot>;
  readonly settings: ReadonlyMap<string, string>;
  readonly dots: Record<'policies' | 'slots' | 'settings', ReadonlyMap<string, Dot>>;
  readonly seen: Seen;
}
type Kind = keyof State['dots'];

function sideOf<K extends Kind>(state: State, kind: K) {
  return { items: state[kind], dots: state.dots[kind], seen: state.seen } as NamedSide<
    State[K] extends ReadonlyMap<string, infer T> ? T : never
  >;
}

/** Whether each of two had removed what the other had left to open with: one of them stays then. */
let keptOne = false;

function join(a: State, b: State): State {
  const policies = joinNamed(sideOf(a, 'policies'), sideOf(b, 'policies'));
  const slots = joinSlots(sideOf(a, 'slots'), sideOf(b, 'slots'));
  keptOne ||= joinNamed(sideOf(a, 'slots'), sideOf(b, 'slots')).items.size === 0;
  const settings = joinSettings(sideOf(a, 'settings'), sideOf(b, 'settings'), [...slots.items.values()]);
  const seen = new Map(a.seen);
  for (const [line, stamp] of b.seen) seen.set(line, Math.max(stamp, seen.get(line) ?? 0));
  return {
    policies: policies.items,
    slots: slots.items,
    settings: settings.items,
    dots: { policies: policies.dots, slots: slots.dots, settings: settings.dots },
    seen,
  };
}

const sorted = (map: ReadonlyMap<string, unknown>) => [...map].sort(([x], [y]) => (x < y ? -1 : 1));
const shown = ({ dots, seen, ...rest }: State) => ({
  ...Object.fromEntries(Object.entries(rest).map(([kind, map]) => [kind, sorted(map)])),
  dots: Object.fromEntries(Object.entries(dots).map(([kind, map]) => [kind, sorted(map)])),
  seen: sorted(seen),
});

type Step =
  | { readonly do: 'policy' | 'no-policy'; readonly device: number; readonly name: string }
  | {
      readonly do: 'passphrase' | 'sheets' | 'cipher' | 'remove';
      readonly device: number;
      readonly at: number;
    }
  | { readonly do: 'meet'; readonly device: number; readonly other: number }
  | { readonly do: 'wait' };
const device = fc.integer({ min: 0, max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('policy' as const, 'no-policy' as const),
    device,
    name: fc.constantFrom('a', 'b'),
  }),
  fc.record({
    do: fc.constantFrom('passphrase' as const, 'sheets' as const, 'cipher' as const, 'remove' as const),
    device,
    at: fc.nat(9),
  }),
  fc.record({ do: fc.constant('meet' as const), device, other: device }),
  fc.constant({ do: 'wait' as const }),
);

const slot = (id: string, kind: string, rest = {}) =>
  ({
    id,
    kind,
    wrapped: 'x',
    created: `2026-01-01T00:00:0${id.length % 10}Z`,
    ...rest,
  }) as unknown as KeySlot;

/** The states of three devices after a history. */
function states(steps: readonly Step[]) {
  const first = slot('p', 'passphrase');
  const none = new Map<string, Dot>();
  const start: State = {
    policies: new Map(),
    slots: new Map([[first.id, first]]),
    settings: new Map([['recipients', '{"p":"p"}']]),
    dots: { policies: none, slots: none, settings: none },
    seen: new Map(),
  };
  const all = [start, start, start];
  keptOne = false;
  const removed = new Set<string>();
  let [time, fresh] = [10, 0];
  for (const one of steps) {
    if (one.do === 'wait') {
      time += 1;
      continue;
    }
    const state = all[one.device] as State;
    if (one.do === 'meet') {
      all[one.device] = join(state, all[one.other] as State);
      continue;
    }
    fresh += 1;
    const stamp = Math.max(time, 1 + Math.max(0, ...state.seen.values()));
    const dot = dotOn(`line ${one.device}`, stamp);
    const next = new Writing(state, dot);
    if (one.do === 'policy') next.put('policies', one.name, `text ${fresh}`);
    if (one.do === 'no-policy' && state.policies.has(one.name)) next.take('policies', one.name);
    if (one.do === 'passphrase') next.put('slots', `p${fresh}`, slot(`p${fresh}`, 'passphrase'));
    if (one.do === 'passphrase') next.recipients();
    if (one.do === 'sheets') {
      const before = [...state.slots.values()].filter(({ kind }) => kind === 'recovery');
      for (const { id } of before) next.take('slots', id);
      next.put('slots', `r${fresh}`, slot(`r${fresh}`, 'recovery', { set: `S${fresh}` }));
      next.put('settings', 'recovery', `{"active":{"set":"S${fresh}"}}`);
      next.recipients();
    }
    if (one.do === 'cipher')
      next.put('settings', 'cipher/k', `${state.settings.get('cipher/k') ?? ''} ${fresh}`.trim());
    if (one.do === 'remove' && state.slots.size > 1) {
      const id = [...state.slots.keys()][one.at % state.slots.size] as string;
      next.take('slots', id);
      next.recipients();
      removed.add(id);
    }
    all[one.device] = next.state;
  }
  return { all: all as [State, State, State], removed };
}

/** One write of a device. */
class Writing {
  readonly #dot: Dot;
  readonly #state: { [K in keyof State]: State[K] };

  constructor(state: State, dot: Dot) {
    this.#state = {
      ...state,
      dots: { ...state.dots },
      seen: new Map([...state.seen, [dot[1] ?? '', dot[0]]]),
    };
    this.#dot = dot;
  }

  put(kind: Kind, name: string, item: unknown): void {
    const items = this.#state[kind] as ReadonlyMap<string, unknown>;
    Object.assign(this.#state, { [kind]: new Map([...items, [name, item]]) });
    this.#note(kind, name);
  }

  take(kind: Kind, name: string): void {
    const left = [...(this.#state[kind] as ReadonlyMap<string, unknown>)].filter(([one]) => one !== name);
    Object.assign(this.#state, { [kind]: new Map(left as never) });
    this.#note(kind, name);
  }

  /** The pre-shared keys of the slots there are. */
  recipients(): void {
    const ids = [...this.#state.slots.keys()].sort();
    this.put('settings', 'recipients', JSON.stringify(Object.fromEntries(ids.map((id) => [id, id]))));
  }

  get state(): State {
    return this.#state;
  }

  #note(kind: Kind, name: string): void {
    this.#state.dots[kind] = new Map([...this.#state.dots[kind], [name, this.#dot]]);
  }
}

/** What once failed. */
const examples: [Step[]][] = [
  [
    [
      { do: 'sheets', device: 1, at: 0 },
      { do: 'sheets', device: 0, at: 0 },
      { do: 'meet', device: 1, other: 0 },
      { do: 'remove', device: 1, at: 3 },
    ],
  ],
  [
    [
      { do: 'policy', device: 1, name: 'a' },
      { do: 'sheets', device: 2, at: 0 },
      { do: 'sheets', device: 1, at: 0 },
      { do: 'meet', device: 0, other: 1 },
      { do: 'remove', device: 0, at: 3 },
    ],
  ],
  [
    [
      { do: 'passphrase', device: 1, at: 0 },
      { do: 'meet', device: 0, other: 1 },
      { do: 'remove', device: 1, at: 3 },
      { do: 'remove', device: 0, at: 0 },
      { do: 'passphrase', device: 2, at: 0 },
    ],
  ],
  [
    [
      { do: 'passphrase', device: 1, at: 0 },
      { do: 'meet', device: 0, other: 1 },
      { do: 'remove', device: 1, at: 3 },
      { do: 'remove', device: 0, at: 0 },
    ],
  ],
];

const law = (name: string, holds: (a: State, b: State, c: State, removed: ReadonlySet<string>) => void) =>
  it(`a join of what has names ${name}`, () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const { all, removed } = states(steps);
        holds(...all, removed);
      }),
      { numRuns: runs, examples },
    );
  });

law('is the same from both sides', (a, b) => expect(shown(join(a, b))).toEqual(shown(join(b, a))));
law('changes nothing where nothing is new', (a, b) => {
  expect(shown(join(a, a))).toEqual(shown(a));
  expect(shown(join(join(a, b), b))).toEqual(shown(join(a, b)));
  expect(shown(join(b, join(a, b)))).toEqual(shown(join(a, b)));
});
law('of policies does not depend on who meets first', (a, b, c) => {
  const policies = ({ policies, dots }: State) => [sorted(policies), sorted(dots.policies)];
  expect(policies(join(join(a, b), c))).toEqual(policies(join(a, join(b, c))));
});
law('ends alike everywhere once all have met, in whatever order', (a, b, c, removed) => {
  for (const order of [
    [a, b, c],
    [c, a, b],
  ]) {
    const all = [...order];
    for (let round = 0; round < 3; round++)
      for (let at = 0; at < 9; at++)
        all[at % 3] = join(all[at % 3] as State, all[Math.floor(at / 3)] as State);
    for (const one of all) expect(shown(one)).toEqual(shown(all[0] as State));
    const left = [...(all[0]?.slots.keys() ?? [])];
    expect(left.length).toBeGreaterThan(0);
    if (!keptOne) expect(left.filter((id) => removed.has(id))).toEqual([]);
  }
});
law(
  'keeps one set of sheets, with its register, and the pre-shared keys of the slots there are',
  (a, b, c) => {
    const { slots, settings } = join(join(a, b), c);
    const sheets = [...slots.values()].filter(({ kind }) => kind === 'recovery') as { set?: string }[];
    expect(sheets.length).toBeLessThanOrEqual(1);
    const register = JSON.parse(settings.get('recovery') ?? '{}');
    if (sheets[0] !== undefined) expect(register.active.set).toBe(sheets[0].set);
    expect(Object.keys(JSON.parse(settings.get('recipients') ?? '{}'))).toEqual(
      expect.arrayContaining([...slots.keys()]),
    );
  },
);
law('keeps every key of a cipher', (a, b, c) => {
  const keys = [a, b, c].flatMap(({ settings }) => settings.get('cipher/k')?.split(' ') ?? []);
  expect(join(join(a, b), c).settings.get('cipher/k')?.split(' ') ?? []).toEqual(
    expect.arrayContaining(keys),
  );
});
