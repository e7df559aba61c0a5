import { knownName } from '../../shared/templates.ts';
import { words } from './words.ts';

/**
 * What a person reads for a field's name: the label of a known one, else the name itself. `beside`:
 * the names in the same secret, for two fields are never shown under one label.
 */
export function labelOf(name: string, beside: readonly string[] = []): string {
  const known = knownName(name);
  if (known === undefined) return name;
  const alike = beside.filter((other) => knownName(other) === known);
  return alike.length > 1 && name !== known ? name : words.templates.labels[known];
}

/** All of one secret, within a sentence. */
export function labelsWithin(names: readonly string[]): string[] {
  return names.map((name) => labelWithin(name, names));
}

/** The same within a sentence: a person's own name stays as it was written. */
export function labelWithin(name: string, beside: readonly string[] = []): string {
  const label = labelOf(name, beside);
  return label === name ? name : words.templates.within(label);
}
