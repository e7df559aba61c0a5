import { fail } from '../../../shared/failure.ts';

/** A vault of a database. Holds no password. */
export interface PostgresPlace {
  readonly vault: string;
  readonly database: string;
  /** A name, an address, or a folder with a socket; missing: as PGHOST says, or this machine. */
  readonly host?: string;
  readonly port?: number;
  readonly user?: string;
  /** A file with the certificates that are trusted instead of the system's. */
  readonly ca?: string;
}

const parameters = ['vault', 'host', 'user', 'ca'];
const control = /\p{Cc}/u;
/** Bytes: with what stands in front of it, it is the name of a role. */
const longestName = 50;

/**
 * Reads `postgres://USER@HOST:PORT/DATABASE?vault=NAME`, or
 * `postgres:///DATABASE?host=FOLDER&user=USER&vault=NAME` for a socket; with `ca=FILE`. Refuses
 * with `bad-input` (`place`): `malformed`, `credential`.
 */
export function parsePostgres(location: string): PostgresPlace {
  const url = URL.canParse(location) ? new URL(location) : malformed();
  if (url.protocol !== 'postgres:' || url.hash !== '') malformed();
  if (url.password !== '') fail({ code: 'bad-input', what: 'place', reason: 'credential' });
  const given = new Map(url.searchParams);
  if (given.size !== [...url.searchParams].length) malformed();
  if ([...given].some(([name, value]) => !parameters.includes(name) || value === '' || control.test(value)))
    malformed();
  const vault = given.get('vault') ?? malformed();
  const database = decoded(url.pathname.slice(1));
  if (Buffer.byteLength(vault) > longestName || database === '' || database.includes('/')) malformed();
  if (given.has('host') && (url.hostname !== '' || !given.get('host')?.startsWith('/'))) malformed();
  if (given.has('user') && url.username !== '') malformed();
  const host = given.get('host') ?? decoded(url.hostname).replace(/^\[(.*)\]$/, '$1');
  const user = given.get('user') ?? decoded(url.username);
  const ca = given.get('ca');
  return {
    vault,
    database,
    ...(host !== '' && { host }),
    ...(url.port !== '' && { port: Number(url.port) }),
    ...(user !== '' && { user }),
    ...(ca !== undefined && { ca }),
  };
}

function decoded(text: string): string {
  try {
    const plain = decodeURIComponent(text);
    return control.test(plain) ? malformed() : plain;
  } catch {
    return malformed();
  }
}

function malformed(): never {
  return fail({ code: 'bad-input', what: 'place', reason: 'malformed' });
}
