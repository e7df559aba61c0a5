import type { SetSize } from '../../shared/recovery.ts';

/** The sizes that suit most people. */
export const presets: readonly SetSize[] = [
  { shares: 3, threshold: 2 },
  { shares: 5, threshold: 3 },
  { shares: 7, threshold: 4 },
];

/** The preset of that size, from 0; -1: it is another. */
export function presetOf({ shares, threshold }: SetSize): number {
  return presets.findIndex((preset) => preset.shares === shares && preset.threshold === threshold);
}

const letterCountries = new Set([
  'US',
  'CA',
  'MX',
  'PH',
  'CL',
  'CO',
  'VE',
  'GT',
  'CR',
  'PA',
  'DO',
  'NI',
  'SV',
  'PR',
]);

/** The paper that is usual where such a language is spoken (`en-US`). */
export function paperOf(locale: string): 'a4' | 'letter' {
  const { region } = new Intl.Locale(locale).maximize();
  return region !== undefined && letterCountries.has(region) && /-/.test(locale) ? 'letter' : 'a4';
}
