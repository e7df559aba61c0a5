import type { Damage } from './degrade.ts';
import { randomFrom } from './random.ts';

/** One picture to take. */
export interface Shot {
  readonly kind: string;
  readonly damage: Damage;
  readonly seed: number;
}

const each = 18;
/** Pixels of the page's width where scale is not what is tried: five to a module. */
const width = 1_000;

/** `hard` from 0 to 1: from what does no harm to what nothing reads. */
type Kind = (hard: number, random: () => number) => Damage;

// Written down before any decoder was run on them.
const kinds: Readonly<Record<string, Kind>> = {
  scale: (hard) => ({ width: 1_400 - 1_150 * hard }),
  rotation: (hard, random) => ({
    width,
    turn: 45 * hard + (random() - 0.5) * 4 + 90 * Math.floor(4 * random()),
  }),
  perspective: (hard) => ({ width, tilt: 0.75 * hard }),
  blur: (hard) => ({ width, blur: 0.5 + 3 * hard }),
  noise: (hard) => ({ width, noise: 5 + 85 * hard }),
  contrast: (hard) => ({ width, contrast: 0.5 - 0.46 * hard, white: 0.9, noise: 2 }),
  shadow: (hard) => ({ width, shadow: 0.3 + 0.65 * hard, noise: 2 }),
  jpeg: (hard) => ({ width: 700, jpeg: Math.round(45 - 43 * hard) }),
  creases: (hard) => ({ width, creases: 1 + Math.round(5 * hard) }),
  stains: (hard, random) => ({
    width,
    stains: Array.from({ length: 1 + Math.floor(3 * random()) }, () => 0.06 + 0.24 * hard),
  }),
  crop: (hard) => ({ width, crop: 0.001 + 0.02 * hard }),
};

const combined: Kind = (hard, random) => ({
  width: 1_100 - 400 * hard * random(),
  turn: 360 * random(),
  tilt: 0.3 * hard * random(),
  blur: 0.4 + 1.3 * hard * random(),
  noise: 2 + 18 * hard * random(),
  contrast: 1 - 0.6 * hard * random(),
  white: 1 - 0.3 * random(),
  shadow: 0.6 * hard * random(),
  creases: Math.floor(2 * random()),
  stains: random() < 0.3 ? [0.1 * random()] : [],
  jpeg: Math.round(90 - 60 * hard * random()),
});

/** 297 pictures of 11 kinds of damage, and of all together. */
export function planOf(seed: number): Shot[] {
  const random = randomFrom(seed);
  const shots: Shot[] = [];
  const add = (kind: string, work: Kind, count: number) => {
    for (let index = 0; index < count; index++) {
      // Spread over the whole range, and not the same for another seed.
      const hard = (index + random()) / count;
      shots.push({ kind, damage: work(hard, random), seed: Math.floor(random() * 2 ** 32) });
    }
  };
  for (const [kind, work] of Object.entries(kinds)) add(kind, work, each);
  add('combined', combined, 297 - shots.length);
  return shots;
}
