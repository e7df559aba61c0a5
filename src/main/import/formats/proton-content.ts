import type { FieldType } from '../../../shared/secret.ts';
import type { Draft } from '../draft.ts';
import type { Members } from '../json-tree.ts';
import { wordsOf } from '../labels.ts';

const hidden = /password|number$|pin$|privateKey|secret/i;
const shownNumbers = /phone/i;

/** What an item of Proton Pass has by its kind, own fields and sections in it as well. */
export function protonContent(content: Members, draft: Draft): void {
  const username = content.text('itemUsername') || content.text('username');
  const email = content.text('itemEmail');
  draft.add('username', username === '' ? email : username);
  if (username !== '') draft.add('email', email);
  draft.add('password', content.text('password'), 'secret');
  draft.urls(content.texts('urls'));
  autofillUrls(content.list('autofillUrls'), draft);
  draft.code(content.text('totpUri'));
  for (const passkey of content.list('passkeys')) draft.passkey(passkey);
  for (const name of content.names()) {
    for (const own of content.list(name)) {
      if (own.peek('fieldName') !== undefined) ownField(own, draft);
      if (own.peek('sectionFields') === undefined) continue;
      const section = own.text('sectionName');
      for (const field of own.list('sectionFields')) ownField(field, draft, section);
    }
  }
  draft.add('card-number', content.text('number'), 'secret');
  content.drop('cardType');
  for (const { name, value } of content.takeRest())
    draft.part(name.includes('.') ? name : wordsOf(name), shown(name, value), typeOf(name));
}

/** Addresses, each with how it is compared where that is not as usual. */
export function autofillUrls(all: readonly Members[], draft: Draft): void {
  for (const [i, one] of all.entries()) {
    const [url, mode] = [one.text('url'), one.text('mode')];
    if (!draft.hasValue(url)) draft.add('url', url, 'url');
    if (!/^(0|default)$/i.test(mode)) draft.add(`match of address ${i + 1}`, mode.toLowerCase());
  }
}

/** How a wireless network is kept, by its number; 0: nobody said. */
const securities: readonly string[] = ['', 'WPA', 'WPA2', 'WPA3', 'WEP'];

function shown(name: string, value: string): string {
  return name === 'security' ? (securities[Number(value)] ?? value) : value;
}

function typeOf(name: string): FieldType {
  if (/website$/i.test(name)) return 'url';
  return (hidden.test(name) && !shownNumbers.test(name)) || name.includes('.') ? 'secret' : 'text';
}

/** A field that the person made, of an item or of a section. */
export function ownField(field: Members, draft: Draft, section = ''): void {
  const name = [section, field.text('fieldName')].filter((part) => part !== '').join(': ');
  const data = field.inner('data');
  const type = field.text('type');
  if (type === 'totp') draft.code(data.text('totpUri'), name);
  else
    draft.keep(
      name,
      data.text('content') || data.text('timestamp'),
      ['', 'text', 'timestamp'].includes(type) ? 'text' : 'secret',
    );
  draft.rest(data, name);
}
