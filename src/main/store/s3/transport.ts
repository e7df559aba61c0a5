import fs from 'node:fs';
import tls from 'node:tls';
import { fail } from '../../../shared/failure.ts';

/** What carries a request: Electron's `net.fetch` in the app, Node's on the command line. Follows no redirect. */
export type Transport = (address: string, request: TransportRequest) => Promise<Response>;

export interface TransportRequest {
  readonly method: string;
  readonly headers: Headers;
  readonly body?: Uint8Array;
  readonly signal: AbortSignal;
}

/** Node's own. */
export const nodeTransport: Transport = (address, request) =>
  fetch(address, { ...request, redirect: 'manual' } as RequestInit);

/** Trusts the certificates of a file from now on, beside those that are trusted anyway. `store` (`ca-file`) where it has none. */
export function trust(file: string | undefined): void {
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
