import type { Draft } from '../draft.ts';

/** RoboForm writes a quote before an `@` or a quote that begins a cell. */
export function withoutQuote(text: string): string {
  return text.replace(/^'(?=[@'])/, '');
}

/** `NAME$,LABEL,,TYPE,VALUE`, and `NAME$:TYPE:VALUE` in older tables. */
const field = /^([^$]*)\$(?:,[^,]*,[^,]*,([^,]*),|:([^:]*):)([\s\S]*)$/;

/** A field of a form; what else it may be stays as it is. */
export function roboFormField(draft: Draft, column: string, text: string): boolean {
  if (!/^(rf_?fields|column \d+)/i.test(column) || text === '') return false;
  const [, name = '', type, old, value = ''] = field.exec(text) ?? [];
  if (name === '') draft.keep('form field', text, 'secret');
  else if (/^totp key$/i.test(name)) draft.code(value);
  else if (!draft.hasValue(value)) draft.keep(name, value, (type ?? old) === 'pwd' ? 'secret' : 'text');
  return true;
}
