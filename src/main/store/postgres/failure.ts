import { type Failure, HoldfastError } from '../../../shared/failure.ts';
import type { StoreFault } from '../../../shared/failure-reasons.ts';
import { certificateFault } from '../transport.ts';

/** What a query was about: it decides what a refused right is called. */
export type Doing = 'get' | 'put' | 'delete';

/** What the server, or the way to it, said to a query. */
export class QueryError extends Error {
  /** SQLSTATE, or a code of the system or of TLS; empty where there is none. */
  readonly code: string;

  constructor(cause: unknown) {
    super('query', { cause });
    this.code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  }
}

/** The same as a failure; anything else is what it is. */
export function postgresFailure(error: unknown, doing: Doing = 'get'): unknown {
  if (!(error instanceof QueryError)) return error;
  const message = error.cause instanceof Error ? error.cause.message : '';
  return new HoldfastError(failureFor(error.code, message, doing), { cause: error });
}

export function codeOf(error: unknown): string {
  return error instanceof QueryError ? error.code : '';
}

/**
 * True where the connection is gone, or was never there: nobody knows what came of the last query.
 */
export function isLost(error: unknown): boolean {
  return error instanceof QueryError && endsConnection(error.code);
}

function endsConnection(code: string): boolean {
  // A code of SQL has five characters; these classes end the connection.
  return !/^[0-9A-Z]{5}$/.test(code) || /^(?:08|57P0[123])/.test(code) || code === 'EPIPE';
}

/** True where the same transaction may succeed when it is tried again. */
export function isSerialization(error: unknown): boolean {
  return ['40001', '40P01'].includes(codeOf(error));
}

const store = (reason: StoreFault): Failure => ({ code: 'store', reason });

function failureFor(code: string, message: string, doing: Doing): Failure {
  if (code === '28P01' || code === '28000') return store('credentials-refused');
  if (code === '3D000') return store('no-database');
  if (code === '42P01' || code === '3F000' || code === '42883' || code === '42703') return store('no-schema');
  if (code === '42501') return store(`may-not-${doing}`);
  if (code === '25006') return { code: 'read-only' };
  if (code === '53100') return { code: 'no-space' };
  if (/^(?:53|55P03|57P03|40)/.test(code)) return { code: 'busy' };
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return store('name-not-found');
  if (code === 'ECONNREFUSED') return store('connection-refused');
  const certificate = certificateFault(code);
  if (certificate !== undefined) return store(certificate);
  // The library has no codes for these.
  if (message.includes('does not support SSL')) return store('no-tls');
  if (/password must be a|no password|SASL/.test(message)) return store('no-credentials');
  return store(endsConnection(code) ? 'unreachable' : 'server');
}
