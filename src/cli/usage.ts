import type { CliWords } from '../shared/words/cli.ts';

export type Say = (text: CliWords['usage']) => string;

/**
 * The command line was written wrongly: exit 2. What it says never holds a value that was typed.
 */
export class UsageError extends Error {
  readonly say: Say;
  constructor(say: Say) {
    super('usage');
    this.name = 'UsageError';
    this.say = say;
  }
}

/** Refuses with exit 2 and a sentence that says how to write it; it is made where it is told. */
export function misuse(say: Say): never {
  throw new UsageError(say);
}

/** A whole number given to an option, within bounds. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  return misuse((say) => say.wholeNumber(option, least, most));
}

/** `1,2,5` as numbers, each once. */
export function versionList(text: string): number[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.some((part) => !/^[1-9]\d{0,14}$/.test(part))) misuse((say) => say.versions);
  return [...new Set(parts.map(Number))];
}
