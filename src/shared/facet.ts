import { dueStateOf } from './health.ts';
import type { MetadataPatch, SecretInfo } from './secret-schema.ts';
import { isTemplate, type TemplateName, templateOf } from './templates.ts';

/** Metadata of a secret that a person marked as a favourite. */
export const favouriteMark = ['favourite', 'yes'] as const;

/**
 * Secrets of any folder that have something in common: favourites, those that have ended or soon
 * will, those with a tag, those of a template.
 */
export type Facet =
  | { readonly is: 'favourite' | 'due' }
  | { readonly tag: string }
  | { readonly type: TemplateName };

export function isFavourite({ custom }: Pick<SecretInfo, 'custom'>): boolean {
  return custom.some(([key, value]) => key === favouriteMark[0] && value === favouriteMark[1]);
}

/** What marks a secret as a favourite, or no longer. */
export function favouritePatch(on: boolean): MetadataPatch {
  const [key, value] = favouriteMark;
  return on ? { set: [[key, value]] } : { unset: [key] };
}

export function isIn(facet: Facet, info: SecretInfo, now: number): boolean {
  if ('tag' in facet) return info.tags.includes(facet.tag);
  if ('type' in facet) return templateOf(info.fields.map(({ name }) => name)) === facet.type;
  return facet.is === 'favourite' ? isFavourite(info) : dueStateOf(info, now) !== undefined;
}

/** The facet of such a key; `undefined`: of none. */
export function facetOf(key: string): Facet | undefined {
  const [, kind, name = ''] = /^\/(is|tag|type)\/(.*)$/s.exec(key) ?? [];
  if (kind === 'tag') return { tag: name };
  if (kind === 'type') return isTemplate(name) ? { type: name } : undefined;
  return kind === 'is' && (name === 'favourite' || name === 'due') ? { is: name } : undefined;
}

/** One text for each; no path begins so. */
export function facetKey(facet: Facet): string {
  if ('tag' in facet) return `/tag/${facet.tag}`;
  return 'type' in facet ? `/type/${facet.type}` : `/is/${facet.is}`;
}
