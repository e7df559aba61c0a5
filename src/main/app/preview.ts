import type { Preview } from '../../shared/contract-files.ts';
import { certificateText } from '../crypto/primitives.ts';
import { parseSshKey } from '../crypto/ssh.ts';
import type { Drawn } from '../recovery/read/reader.ts';

/** Bytes of a file that is looked into; a longer one is saved or opened instead. */
export const previewLimit = 16 * 1024 * 1024;
/** Characters of a text that are shown. */
const textLimit = 256 * 1024;
const maxCertificates = 100;

/** Draws the first page of a PDF, in a process of its own; throws where it cannot be drawn. */
export type DrawPage = (pdf: Uint8Array) => Promise<Drawn>;

interface Beside {
  /** The passphrase that lies in the same secret. */
  readonly passphrase?: string | undefined;
  /** What a public key is marked with. */
  readonly comment: string;
  readonly drawPage: DrawPage;
}

/** What is in a file; `unknown` for what has no picture, text or certificate in it. */
export async function previewOf(bytes: Uint8Array, beside: Beside): Promise<Preview> {
  if (bytes.length > previewLimit) return { kind: 'too-large' };
  if (isPicture(bytes)) return { kind: 'picture', bytes: new Uint8Array(bytes) };
  const start = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  if (start.includes('%PDF-')) {
    const drawn = await beside.drawPage(bytes).catch(() => undefined);
    return drawn === undefined
      ? { kind: 'unknown' }
      : { kind: 'page', ...drawn, grey: new Uint8Array(drawn.grey) };
  }
  const text = textOf(bytes);
  if (text === undefined) return certificatesOf([bytes]) ?? { kind: 'unknown' };
  if (privateKey.test(text)) return keyOf(text, beside);
  const parts = text.match(certificate)?.slice(0, maxCertificates) ?? [];
  const cut = text.length > textLimit;
  return certificatesOf(parts) ?? { kind: 'text', text: text.slice(0, textLimit), cut };
}

const privateKey = /^-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----/m;
const certificate = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

// A key itself is never shown: whoever wants it saves the file.
function keyOf(text: string, { passphrase, comment }: Beside): Preview {
  // A form may have lost the line end that OpenSSH wants.
  const key = parseSshKey(`${text.trim()}\n`, passphrase);
  if (key === undefined) return { kind: 'closed-key' };
  const { type, publicKey } = key;
  return { kind: 'key', type, publicKey: `${type} ${publicKey.toString('base64')} ${comment}` };
}

/** `undefined` unless every part is a certificate. */
function certificatesOf(parts: readonly (Uint8Array | string)[]): Preview | undefined {
  const certificates = parts.flatMap((part) => certificateText(part) ?? []);
  if (certificates.length === 0 || certificates.length < parts.length) return undefined;
  return { kind: 'certificates', certificates };
}

/** `undefined` for bytes that are no text: not UTF-8, or with control characters. */
function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells bytes from text
    return /[\u0000-\u0008\u000b\u000e-\u001a\u001c-\u001f]/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function isPicture(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  const png = String.fromCharCode(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
  return start.startsWith(png) || /^(?:\xff\xd8\xff|GIF8[79]a|RIFF.{4}WEBP)/s.test(start);
}
