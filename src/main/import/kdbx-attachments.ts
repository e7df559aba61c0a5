import { gunzipSync } from 'node:zlib';
import { limits } from '../../shared/secret.ts';
import { bytesOfBase64 } from './text.ts';
import type { Element } from './xml.ts';

/**
 * The attachments of a database by their reference; `undefined`: there is none, or it is too large
 * for a secret.
 */
export interface Attachments {
  get(reference: string): Uint8Array | undefined;
  /** Base64 content that stands in the entry itself. */
  inline(value: Element): Uint8Array | undefined;
}

/** Bytes whose base64 no longer fits a secret. */
const largest = Math.floor(limits.version / 4) * 3;

/**
 * Version 4 keeps them in the inner header, version 3 in the XML's Meta, where they may be
 * compressed.
 */
export function attachmentsOf(binaries: readonly Uint8Array[], meta: Element | undefined): Attachments {
  const byId = new Map<string, Uint8Array | Element>(binaries.map((bytes, i) => [String(i), bytes]));
  const pool = meta?.children.find(({ name }) => name === 'Binaries')?.children ?? [];
  for (const element of pool) {
    const id = element.attributes.get('ID');
    if (element.name === 'Binary' && id !== undefined) byId.set(id, element);
  }
  return {
    get: (reference) => {
      const found = byId.get(reference);
      const bytes = found instanceof Uint8Array || found === undefined ? found : contentOf(found);
      return bytes !== undefined && bytes.length <= largest ? bytes : undefined;
    },
    inline: contentOf,
  };
}

function contentOf(element: Element): Uint8Array | undefined {
  const bytes = bytesOfBase64(element.text);
  if (bytes === undefined) return undefined;
  if (element.attributes.get('Compressed')?.toLowerCase() !== 'true') return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: largest });
  } catch {
    return undefined;
  }
}
