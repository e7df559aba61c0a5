import { hexLines, indented } from './print.ts';

/** A vault of one secret before and after its root key was replaced, with fixed random bytes. */
export interface RekeyExample {
  /** JSON of the sealed heads. */
  readonly before: string;
  readonly after: string;
  readonly encapsulated: string;
  readonly wrapped: string;
  readonly version: Uint8Array;
  readonly page: Uint8Array;
  readonly sealedHead: Uint8Array;
  /** SHA-256 of the manifest without its last 32 bytes, which they are. */
  readonly checksum: Uint8Array;
}

/** Words of the page before what stands there. */
export const headings = {
  before: 'Its head at revision 2, where a page with one entry and the psk of the slot are:',
  encapsulated:
    '`encapsulated` of the slot at revision 3, with 64 bytes of BB where X-Wing asks for random bytes:',
  wrapped: '`wrapped` around the new root key:',
  after: 'The head at revision 3, padded and sealed with what the new root key gives:',
  sealed: 'Sealed:',
  checksum: 'The last 32 bytes of that manifest:',
  version: 'The version object a0a0… stays as it lies, under term 1:',
  page: 'The page object a2a2…, of one entry and under term 2 (the empty objects a3a3… and a4a4… are left out here):',
};

/** The example as docs/format.md, 15 prints it. */
export function rekeyExampleText(example: RekeyExample): string {
  return [
    'The secret of section 12 in a vault with the id, root key and slot of section 13, made at 1700000000000, as is everything in it. Address key 32 bytes of 22, data key (term 1)',
    '32 bytes of 33; then the new root key 32 bytes of 12, its token of 45, address key of 23, data key (term 2) of 34. Every nonce is 12 bytes of 5A.',
    '',
    ...part(headings.before, indented(example.before)),
    ...part(headings.encapsulated, indented(example.encapsulated)),
    ...part(headings.wrapped, indented(example.wrapped)),
    ...part(headings.after, indented(example.after)),
    ...part(headings.sealed, hexLines(example.sealedHead)),
    ...part(headings.checksum, hexLines(example.checksum)),
    ...part(headings.version, hexLines(example.version)),
    ...part(headings.page, hexLines(example.page)),
  ].join('\n');
}

function part(heading: string, block: string): string[] {
  return [heading, '', block, ''];
}
