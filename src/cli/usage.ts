/** The command line was written wrongly: exit 2. The message never holds a value that was typed. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** Refuses with exit 2 and a sentence that says how to write it. */
export function misuse(message: string): never {
  throw new UsageError(message);
}

/** A whole number given to an option, within bounds. */
export function wholeNumber(option: string, text: string, least: number, most: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  return misuse(`--${option} takes a whole number from ${least} to ${most}.`);
}

/** `1,2,5` as numbers, each once. */
export function versionList(text: string): number[] {
  const parts = text.split(',').map((part) => part.trim());
  if (parts.some((part) => !/^[1-9]\d{0,14}$/.test(part))) {
    misuse('--versions takes version numbers with commas between them, such as 1,2.');
  }
  return [...new Set(parts.map(Number))];
}
