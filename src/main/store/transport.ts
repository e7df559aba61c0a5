import fs from 'node:fs';
import tls from 'node:tls';
import { fail } from '../../shared/failure.ts';
import type { ServiceFault } from '../../shared/failure-reasons.ts';

/**
 * What carries a request: Electron's `net.fetch` in the app, Node's on the command line. Follows no
 * redirect.
 */
export type Transport = (address: string, request: TransportRequest) => Promise<Response>;

export interface TransportRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly body?: Uint8Array;
  readonly signal: AbortSignal;
}

/**
 * What a person gave to have a service let them in, by the names of its form's fields. It lies in
 * no place, setting, log or failure.
 */
export type Given = Readonly<Record<string, string>>;

/** Node's own. */
export const nodeTransport: Transport = (address, request) =>
  fetch(address, { ...request, redirect: 'manual' } as RequestInit);

interface Means {
  transport: Transport;
  given: (location: string) => Given | undefined;
}
const means: Means = { transport: nodeTransport, given: () => undefined };

/** What the program has for its services from now on: said once, where it is put together. */
export function equip(own: Partial<Means>): void {
  Object.assign(means, own);
}

/** What a person gave for a place. */
export function givenFor(location: string): Given | undefined {
  return means.given(location);
}

/**
 * What carries requests to a place. `ca`: a file of certificates that are trusted there beside the
 * system's, which Node alone takes.
 */
export function transportWith(ca: string | undefined): Transport {
  trust(ca);
  return ca === undefined ? (...request) => means.transport(...request) : nodeTransport;
}

/**
 * Trusts the certificates of a file from now on, beside those that are trusted anyway. `store`
 * (`ca-file`) where it has none.
 */
function trust(file: string | undefined): void {
  if (file === undefined || trusted.has(file)) return;
  try {
    const pem = fs.readFileSync(file, 'utf8');
    const found = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    if (found.length === 0) fail({ code: 'store', reason: 'ca-file' });
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ...found]);
  } catch (error) {
    fail({ code: 'store', reason: 'ca-file' }, error);
  }
  trusted.add(file);
}

const trusted = new Set<string>();

const expired = /CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|CERT_DATE_INVALID/;
const misnamed = /ALTNAME|HOSTNAME_MISMATCH|COMMON_NAME_INVALID/;
const refused = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|ERR_TLS|ERR_SSL/;

/**
 * Why a connection was not made, by a code of Node or Chromium, as a reason of `store`; `undefined`
 * where it has to do with no certificate.
 */
export function certificateFault(code: string): ServiceFault | undefined {
  if (expired.test(code)) return 'certificate-expired';
  if (misnamed.test(code)) return 'certificate-name';
  return refused.test(code) ? 'certificate' : undefined;
}
