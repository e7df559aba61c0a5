import { isHidden } from '../../shared/secret.ts';
import type { Field } from '../../shared/secret-schema.ts';
import { cut } from './field-names.ts';

/** Characters of a note that are a title. */
const most = 40;

/**
 * What an entry is called: its title, or where it has none the host of its address, who logs in, or
 * the first words of its note.
 */
export function titleFor(title: string, fields: readonly Field[]): string {
  if (title.trim() !== '') return title;
  const said = (wanted: string) =>
    fields
      .find(({ name, type, value }) => name === wanted && !isHidden(type) && value.trim() !== '')
      ?.value.trim();
  const url = said('url');
  const notes = said('notes');
  const words = notes && firstWords(notes);
  return (url && hostOf(url)) ?? said('username') ?? said('email') ?? words ?? title;
}

function hostOf(url: string): string {
  return /^(?:[a-z][a-z0-9+.-]*:\/\/)?(?:[^/@]*@)?([^/?#]+)/i.exec(url)?.[1] ?? url;
}

function firstWords(text: string): string {
  const [line = ''] = text.split(/[\r\n]/, 1);
  const words = line.replace(/\s+/g, ' ');
  if (words.length <= most) return words;
  const start = cut(words, most);
  const end = start.lastIndexOf(' ');
  return `${end > 0 ? start.slice(0, end) : start}…`;
}
