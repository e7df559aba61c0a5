import fs from 'node:fs';
import { isIP } from 'node:net';
import { userInfo } from 'node:os';
import type { ConnectionOptions } from 'node:tls';
import pg from 'pg';
import { fail } from '../../../shared/failure.ts';
import { isLoopback } from '../loopback.ts';
import type { Given } from '../transport.ts';
import { codeOf, postgresFailure, QueryError } from './failure.ts';
import type { PostgresPlace } from './place.ts';

/** How long a connection, a lock and an answer may take, in ms. */
const limits = { connect: 15_000, lock: 30_000, answer: 120_000 };

/**
 * A connection to the database of a place. Its password is the one that a person gave, or comes
 * from PGPASSWORD or the passfile. To another machine only by TLS, its certificate verified; to
 * this one where certificates are named.
 */
export async function connect(
  place: PostgresPlace,
  env: NodeJS.ProcessEnv,
  given: Given = {},
): Promise<pg.Client> {
  try {
    return await connected(place, env, given, { lock_timeout: limits.lock });
  } catch (error) {
    // A pooler that knows no such setting.
    if (codeOf(error) !== '08P01') throw postgresFailure(error);
    return connected(place, env, given, {}).catch((again: unknown) => {
      throw postgresFailure(again);
    });
  }
}

/** As PostgreSQL's own programs do; the library would ask for USER, which a service may lack. */
export function userOf(named: string | undefined, env: NodeJS.ProcessEnv): string {
  return named ?? (env['PGUSER'] || userInfo().username);
}

async function connected(
  { host = '', port, user, database, ca }: PostgresPlace,
  env: NodeJS.ProcessEnv,
  given: Given,
  more: Pick<pg.ClientConfig, 'lock_timeout'>,
): Promise<pg.Client> {
  const to = host || env['PGHOST'] || 'localhost';
  const password = given['password'] || env['PGPASSWORD'];
  const client = new pg.Client({
    host: to,
    ...(port !== undefined && { port }),
    database,
    user: userOf(user, env),
    ...(password && { password }),
    ssl: tlsFor(to, ca ?? env['PGSSLROOTCERT']),
    connectionTimeoutMillis: limits.connect,
    query_timeout: limits.answer,
    keepAlive: true,
    application_name: 'holdfast',
    ...more,
  });
  // What ends an idle connection is met by the next query.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    throw new QueryError(error);
  }
  return client;
}

// The library reads sslmode otherwise than PostgreSQL's own programs do: nothing is left to it.
function tlsFor(host: string, ca: string | undefined): false | ConnectionOptions {
  if (host.startsWith('/') || (isLoopback(host) && ca === undefined)) return false;
  // An address is no name of a server in TLS; its certificate is compared with it all the same.
  const named = isIP(host) === 0 ? { servername: host } : { host };
  return { rejectUnauthorized: true, ...named, ...(ca && { ca: certificates(ca) }) };
}

function certificates(file: string): string {
  try {
    return fs.readFileSync(file, 'utf8');
  } catch (error) {
    return fail({ code: 'store', reason: 'ca-file' }, error);
  }
}
