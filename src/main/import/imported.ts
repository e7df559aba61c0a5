import { limits } from '../../shared/secret.ts';
import type { SecretInfo } from '../../shared/secret-schema.ts';
import type { ParsedEntry } from './entry.ts';

/** The member of a secret's metadata that says what the last import made of it. */
export const importedKey = 'imported';

/**
 * What the last import of an entry brought, beside the fields: enough to see whether the entry has
 * changed since.
 */
export interface Imported {
  /** When its newest version was written, ms: a merge may give versions other numbers. */
  readonly at: number;
  readonly title: string;
  /** Milliseconds as text; '' for none. */
  readonly expires: string;
  readonly tags: readonly string[];
}

/** Marks that leave room for the rest in one value of metadata. */
const mostTags = 48;
const shape = /^(\d{1,17}) ([0-9a-z]+) (\d*) ([0-9a-z,]*)$/;

export function importedOf({ title, expires, tags = [] }: ParsedEntry, at: number): Imported {
  const marks = [...new Set(tags.slice(0, limits.tags).map(mark))];
  return { at, title: mark(title), expires: expires?.toFixed(0) ?? '', tags: marks.slice(0, mostTags) };
}

export function importedText({ at, title, expires, tags }: Imported): string {
  return `${at} ${title} ${expires} ${tags.join(',')}`;
}

/** `undefined`: the secret's metadata does not say. */
export function importedIn({ custom }: SecretInfo): Imported | undefined {
  const text = custom.find(([key]) => key === importedKey)?.[1] ?? '';
  const [, at, title = '', expires = '', tags = ''] = shape.exec(text) ?? [];
  if (at === undefined) return undefined;
  return { at: Number(at), title, expires, tags: tags === '' ? [] : tags.split(',') };
}

export function isSameMetadata(a: Imported, b: Imported): boolean {
  return a.title === b.title && a.expires === b.expires && isSameTags(a, b);
}

export function isSameTags(a: Imported, b: Imported): boolean {
  return a.tags.length === b.tags.length && a.tags.every((tag) => b.tags.includes(tag));
}

/** FNV-1a, 32 bits: tells a change of a name that lies readable beside it, and hides nothing. */
export function mark(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(36);
}
