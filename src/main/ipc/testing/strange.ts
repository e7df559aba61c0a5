import type { Field } from '../../../shared/secret-schema.ts';

const field = (name: string, type: Field['type'], value: string): Field => ({ name, type, value });
const long = 'd41d8cd98f00b204e9800998ecf8427e';

/** Secrets that a screen must bear: long, many, right to left, in pictures. By path. */
export const strange: Record<string, { tags: string[]; fields: Field[] }> = {
  'a path/of many/folders that lie/one in another/and go on/much longer than/any window/is wide/so it/must wrap somewhere/the title of this secret is just as long as its path and then some':
    {
      tags: Array.from({ length: 14 }, (_, i) => `tag number ${i}`),
      fields: [field('user', 'text', 'x')],
    },
  [`strange/${'unbroken'.repeat(24)}`]: {
    tags: ['a-tag-of-one-word-that-nobody-would-ever-use-but-somebody-imports-from-elsewhere'],
    fields: [
      field('name'.repeat(50), 'text', long.repeat(12)),
      field('url', 'url', `https://example.com/${long.repeat(9)}?q=${long}`),
      field('token', 'secret', long.repeat(40)),
    ],
  },
  'strange/🔑 emoji 👩‍👩‍👧‍👦 secret 🏳️‍🌈': {
    tags: ['🏠', 'חירום'],
    fields: [field('👤 user', 'text', '🦊🦊🦊'), field('pass🔒word', 'secret', '🔥🌊🌪️')],
  },
  'strange/סיסמת הנתב': {
    tags: ['בית'],
    fields: [
      field('משתמש', 'text', 'מנהל'),
      field('סיסמה', 'secret', 'שלום-123'),
      field('הערות', 'note', 'לשאול את רותי (home) לפני שינוי.\nגרסה 2.1 (beta).'),
    ],
  },
  'strange/thirty fields': {
    tags: [],
    fields: Array.from({ length: 30 }, (_, i) =>
      field(`field ${i + 1}`, i % 3 === 0 ? 'secret' : 'text', `value ${i + 1}`),
    ),
  },
  'strange/deploy key': {
    tags: ['ssh'],
    fields: [
      field(
        'private key',
        'secret',
        `-----BEGIN OPENSSH PRIVATE KEY-----\n${`${long.repeat(2)}abcdef\n`.repeat(6)}-----END OPENSSH PRIVATE KEY-----\n`,
      ),
      field('public key', 'text', `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAA${long} deploy@build`),
      field('scan.pdf', 'file', ''),
      field('notes', 'note', `${'A note that goes on for a while, as notes do. '.repeat(40)}\n\nEnd.`),
    ],
  },
  'strange/empty fields': {
    tags: [],
    fields: [field('user', 'text', ''), field('password', 'secret', ''), field('url', 'url', '')],
  },
};
