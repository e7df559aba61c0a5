import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A version of a secret as the fake server has it; `gone`: deleted there. */
export interface FakeVersion {
  readonly data: Readonly<Record<string, unknown>>;
  readonly gone?: true;
}

export interface FakeMount {
  /** Without slashes around. */
  readonly at: string;
  readonly version: 1 | 2;
  readonly secrets: Readonly<Record<string, readonly FakeVersion[]>>;
  /** Paths below `/v1/` that the token may not touch. */
  readonly forbidden?: readonly string[];
  /** Answers a request in its own way: true where it did. */
  readonly odd?: (request: IncomingMessage, response: ServerResponse) => boolean;
}

export const fakeToken = 'hvs.fake-token';

/** A server of the tests that answers as Vault's documents say (KV 1 and 2), on loopback. */
export async function fakeVault({ at, version, secrets, forbidden = [], odd }: FakeMount) {
  const asked: string[] = [];
  const paths = Object.keys(secrets);
  const namesIn = (folder: string) => {
    const below = paths.filter((path) => path.startsWith(folder)).map((path) => path.slice(folder.length));
    return [...new Set(below.map((rest) => rest.replace(/(?<=\/).*$/s, '')))];
  };
  const timeOf = (n: number) => `2024-01-0${n}T03:04:05.123456789Z`;
  const about = ({ gone }: FakeVersion, n: number) => ({
    created_time: timeOf(n),
    deletion_time: gone ? '2024-02-02T03:04:05Z' : '',
    destroyed: false,
  });
  const answerFor = (way: string, query: URLSearchParams): [number, unknown] => {
    if (way === `sys/internal/ui/mounts/${at}` || way.startsWith(`sys/internal/ui/mounts/${at}/`))
      return [
        200,
        { data: { path: `${at}/`, type: 'kv', options: version === 2 ? { version: '2' } : null } },
      ];
    if (way === 'auth/token/lookup-self') return [200, { data: { id: 'x' } }];
    const inside = way.slice(at.length + 1);
    const [kind = '', ...rest] = inside.split('/');
    const own = version === 1 ? inside : rest.join('/');
    if (query.get('list') === 'true') {
      const keys = version === 1 || kind === 'metadata' ? namesIn(own === '' ? '' : `${own}/`) : [];
      return keys.length > 0 ? [200, { data: { keys } }] : [404, { errors: [] }];
    }
    const versions = secrets[own];
    if (versions === undefined) return [404, { errors: [] }];
    if (version === 1) return [200, { request_id: 'r', lease_id: '', data: versions.at(-1)?.data }];
    if (kind === 'metadata')
      return [
        200,
        { data: { versions: Object.fromEntries(versions.map((one, i) => [i + 1, about(one, i + 1)])) } },
      ];
    const n = Number(query.get('version') ?? versions.length);
    const one = versions[n - 1];
    if (one === undefined || kind !== 'data') return [404, { errors: [] }];
    const metadata = { ...about(one, n), version: n, custom_metadata: { owner: 'me' } };
    return [
      one.gone ? 404 : 200,
      { request_id: 'r', lease_id: '', data: { data: one.gone ? null : one.data, metadata } },
    ];
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x');
    const way = url.pathname.slice('/v1/'.length).split('/').map(decodeURIComponent).join('/');
    asked.push(`${way}${url.search}`);
    if (odd?.(request, response)) return;
    const isIn = request.headers['x-vault-token'] === fakeToken;
    const [status, body] =
      isIn && !forbidden.includes(way) ? answerFor(way, url.searchParams) : [403, { errors: [] }];
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    asked,
    address: `vault+http://127.0.0.1:${port}/${at}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(resolve);
      }),
  };
}
