/// <reference path="./forge.d.ts" />
// Loaded where a file is one: the library has the old ciphers that such files are locked with.
import forge from 'node-forge/lib/forge.js';
import 'node-forge/lib/pkcs12.js';

const { asn1: asn1Library, pkcs12, pki, util } = forge;

// The library takes letters for bytes where a password goes to PBKDF2; RFC 8018 and every program
// that writes such files take UTF-8. The MAC and the old ciphers have their own way (RFC 7292, B.1).
const pbe = pki as unknown as { pbe: Record<'getCipherForPBES2', (...args: unknown[]) => unknown> };
const { getCipherForPBES2 } = pbe.pbe;
pbe.pbe.getCipherForPBES2 = (oid, params, password) =>
  getCipherForPBES2(oid, params, Buffer.from(String(password), 'utf8').toString('latin1'));

/** What lies in a PKCS#12 file (RFC 7292), each with the name that it has there. */
export interface Pkcs12Content {
  /** PKCS#8. */
  readonly keys: readonly Pkcs12Part[];
  readonly certificates: readonly Pkcs12Part[];
  /** Parts of other kinds. */
  readonly others: number;
}
export interface Pkcs12Part {
  readonly name: string;
  readonly der: Uint8Array;
}

type Bag = ReturnType<typeof pkcs12.pkcs12FromAsn1>['safeContents'][number]['safeBags'][number];

/**
 * Opens it; `wrong-password` where the password does not, `unknown-scheme` where it is locked in
 * another way than the library knows, `malformed` for what is none.
 */
export function openPkcs12(
  bytes: Uint8Array,
  password: string,
): Pkcs12Content | 'wrong-password' | 'unknown-scheme' | 'malformed' {
  try {
    const asn1 = asn1Library.fromDer(Buffer.from(bytes).toString('latin1'), { strict: false } as never);
    const bags = pkcs12
      .pkcs12FromAsn1(asn1, false, password)
      .safeContents.flatMap(({ safeBags }) => safeBags);
    const keys = bags.flatMap((bag) => partOf(bag, keyDer(bag)));
    const certificates = bags.flatMap((bag) => partOf(bag, certificateDer(bag)));
    return { keys, certificates, others: bags.length - keys.length - certificates.length };
  } catch (error) {
    const text = error instanceof Error ? error.message : '';
    if (/unsupported|not supported|only PKCS#12 PFX in password/i.test(text)) return 'unknown-scheme';
    return /password|decrypt|MAC/i.test(text) ? 'wrong-password' : 'malformed';
  }
}

function partOf(bag: Bag, der: Uint8Array | undefined): Pkcs12Part[] {
  const attributes = bag.attributes as { friendlyName?: readonly string[] };
  return der === undefined ? [] : [{ name: attributes.friendlyName?.[0] ?? '', der }];
}

function keyDer({ type, key, asn1 }: Bag): Uint8Array | undefined {
  if (type !== pki.oids['keyBag'] && type !== pki.oids['pkcs8ShroudedKeyBag']) return undefined;
  // The library knows RSA alone; any other key comes as it lies there.
  return derOf(key ? pki.wrapRsaPrivateKey(pki.privateKeyToAsn1(key)) : asn1);
}

function certificateDer({ type, cert, asn1 }: Bag): Uint8Array | undefined {
  if (type !== pki.oids['certBag']) return undefined;
  return derOf(cert ? pki.certificateToAsn1(cert) : asn1);
}

function derOf(asn1: Bag['asn1']): Uint8Array {
  return new Uint8Array(Buffer.from(util.binary.raw.decode(asn1Library.toDer(asn1).getBytes())));
}
