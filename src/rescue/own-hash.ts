import { version } from '../../package.json';
import { base64Of, hexOf, utf8 } from './crypto/bytes.ts';
import { sha256 } from './crypto/primitives.ts';
import { pageText } from './page-text.ts';

// Before anything of the page changes.
const style = document.querySelector('style')?.textContent ?? '';
const script = document.currentScript?.textContent ?? '';
let hash: string | undefined;

/** The SHA-256 of this file, in hex: what `sha256sum rescue.html` says. */
export function ownHash(): string {
  const of = (text: string) => base64Of(sha256(utf8(text)));
  const parts = { style, script, styleHash: of(style), scriptHash: of(script), version };
  hash ??= hexOf(sha256(utf8(pageText(parts))));
  return hash;
}
