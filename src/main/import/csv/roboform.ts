import type { Draft } from '../draft.ts';

/** RoboForm writes a quote before an `@` or a quote that begins a cell. */
export function withoutQuote(text: string): string {
  return text.replace(/^'(?=[@'])/, '');
}

/** A field of a form: `NAME$,LABEL,,TYPE,VALUE`; what else it may be stays as it is. */
export function roboFormField(draft: Draft, column: string, text: string): boolean {
  if (!/^(rffields|column \d+)/i.test(column) || text === '') return false;
  const [, name = '', type = '', value = ''] = /^([^$]*)\$,[^,]*,[^,]*,([^,]*),([\s\S]*)$/.exec(text) ?? [];
  if (name === '') draft.keep('form field', text, 'secret');
  else if (/^totp key$/i.test(name)) draft.code(value);
  else if (!draft.hasValue(value)) draft.keep(name, value, type === 'pwd' ? 'secret' : 'text');
  return true;
}
