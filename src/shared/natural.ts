import { comparePaths } from './path.ts';

// The same on every machine, whatever its language: English and German agree on it.
const collator = new Intl.Collator('en', { numeric: true });

/**
 * The order in which people look for names: 2 comes before 10, and case and accents count only
 * where nothing else differs.
 */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b) || comparePaths(a, b);
}
