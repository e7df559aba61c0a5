/** How a vault opens again in the session in which its passphrase was typed. */
export const quickMeans = ['pin', 'system'] as const;
export type QuickMeans = (typeof quickMeans)[number];

/** Who asks for `system`; `none`: nobody on this kind of system. */
export const systemAskers = ['polkit', 'touch-id', 'none'] as const;
export type SystemAsker = (typeof systemAskers)[number];

/** Hours after the passphrase was typed in which quick unlock works, as they are offered. */
export const quickHours = [1, 4, 8, 12, 24] as const;

/** Characters of a PIN. */
export const pinLimits = { least: 4, most: 64 } as const;

/** So many wrong PINs end quick unlock until the passphrase was typed again. */
export const mostWrongPins = 5;

/**
 * Why a PIN is none: too few characters, one character again and again, or a row such as 1234 or
 * 4321. `undefined`: it is one.
 */
export function pinFault(pin: string): 'pin-short' | 'pin-easy' | undefined {
  const characters = [...pin];
  if (characters.length < pinLimits.least) return 'pin-short';
  const codes = characters.map((character) => character.codePointAt(0) ?? 0);
  const steps = new Set(codes.slice(1).map((code, i) => code - (codes[i] ?? 0)));
  const [step] = steps;
  return steps.size === 1 && step !== undefined && Math.abs(step) <= 1 ? 'pin-easy' : undefined;
}
