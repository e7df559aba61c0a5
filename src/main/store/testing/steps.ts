/**
 * What may be lost as long as nothing syncs it: bytes or a length of a file, a name in a folder.
 */
export type Write =
  | { readonly file: number; readonly at: number; readonly bytes: Buffer }
  | { readonly file: number; readonly length: number };
export type Step = Write | { readonly folder: string; readonly puts?: Name; readonly takes?: Name };
export interface Name {
  readonly name: string;
  readonly file: number;
}

/**
 * How many steps are left out and kept in every way; of more, those that a fault would most likely
 * need.
 */
const fewEnough = 7;

/** Stands for every folder where a file's number would be. */
export const aFolder = -1;

/** Takes and gives a name, where what has it is what had it. What lies in a folder goes with it. */
export function rename(names: Map<string, number>, { puts, takes }: { puts?: Name; takes?: Name }): void {
  if (puts?.file === aFolder && takes !== undefined) {
    for (const [name, file] of [...names]) {
      if (!name.startsWith(`${takes.name}/`)) continue;
      names.delete(name);
      names.set(puts.name + name.slice(takes.name.length), file);
    }
  }
  if (takes !== undefined && names.get(takes.name) === takes.file) names.delete(takes.name);
  if (puts !== undefined) names.set(puts.name, puts.file);
}

/** A file once these were written to it. */
export function written(before: Buffer = Buffer.alloc(0), steps: readonly Write[]): Buffer {
  if (steps.length === 0) return before;
  const ends = steps.map((step) => ('length' in step ? step.length : step.at + step.bytes.length));
  const after = Buffer.alloc(Math.max(before.length, ...ends));
  let length = before.copy(after);
  for (const step of steps) {
    if ('bytes' in step) {
      step.bytes.copy(after, step.at);
      length = Math.max(length, step.at + step.bytes.length);
    } else {
      if (step.length < length) after.fill(0, step.length, length);
      length = step.length;
    }
  }
  return after.subarray(0, length);
}

/**
 * Which steps last: all ways where they are few; else none, all, the first and the last so many,
 * all but one, one alone; and one by half.
 */
export function choices(steps: readonly Step[]): Step[][] {
  const halves = steps.flatMap((step, at) => halvesOf(step).map((half) => steps.with(at, half)));
  const count = steps.length;
  if (count <= fewEnough) {
    const ways = Array.from({ length: 2 ** count }, (_, bits) => steps.filter((__, at) => (bits >> at) & 1));
    return [...ways, ...halves];
  }
  const each = steps.flatMap((step, at) => [
    steps.slice(0, at),
    steps.slice(at),
    [step],
    steps.toSpliced(at, 1),
  ]);
  return [[], [...steps], ...each, ...halves];
}

function halvesOf(step: Step): Step[] {
  if (!('bytes' in step) || step.bytes.length < 1_024) return [];
  const middle = Math.floor(step.bytes.length / 1_024) * 512;
  return [
    { ...step, bytes: step.bytes.subarray(0, middle) },
    { ...step, at: step.at + middle, bytes: step.bytes.subarray(middle) },
  ];
}
