import fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { postgres } from '../../postgres/postgres.ts';
import { BreakingProxy } from '../../postgres/testing/proxy.ts';
import { TestServer } from '../../postgres/testing/server.ts';
import { s3 } from '../../s3/s3.ts';
import { S3Double, testEnv } from '../../s3/testing/double.ts';
import type { Fault } from '../../s3/testing/faults.ts';
import { testLogin } from '../../webdav/testing/double.ts';
import { RealDav } from '../../webdav/testing/servers.ts';
import { webdav } from '../../webdav/webdav.ts';
import { HttpProxy } from '../http-proxy.ts';
import type { Round } from './run.ts';

/** What a service says of a round at one of its vaults. */
export type Ground = Pick<Round, 'kind' | 'heads' | 'opener' | 'location' | 'faulty' | 'storm' | 'calm'>;

/** A service that rounds are held at. */
export interface HistoryService {
  /** The variables that every program needs to be let in. */
  readonly env: Readonly<Record<string, string>>;
  vault(name: string): Ground;
  stop(): Promise<void>;
}

/** A service that answers by HTTP; `meet` sets what each request of a vault meets. */
function weatherOf(meet: (fault: (() => Fault | undefined) | undefined) => void) {
  return { storm: () => meet(anyFault), calm: () => meet(undefined) };
}

/** One request in ten meets something. */
function anyFault(): Fault | undefined {
  if (Math.random() > 0.1) return undefined;
  const effect = Math.random() < 0.5;
  const kinds: Fault[] = [
    { kind: 'cut', effect },
    { kind: 'status', status: 503, code: 'SlowDown', effect },
    { kind: 'status', status: 500, code: 'InternalError', effect },
    { kind: 'hold', until: new Promise((resolve) => setTimeout(resolve, Math.random() * 300)) },
    { kind: 'half' },
  ];
  return kinds[Math.floor(Math.random() * kinds.length)];
}

const conflict: Fault = { kind: 'status', status: 409, code: 'ConditionalRequestConflict', effect: false };
const place = (endpoint: string, bucket: string, name: string) =>
  `s3://${bucket}/${name}?endpoint=${encodeURIComponent(endpoint)}`;

/** A bucket of the tests' own service; `ignored`: it lets several create one name. */
export async function doubleBucket(conditions: 'kept' | 'ignored'): Promise<HistoryService> {
  const double = await S3Double.start();
  double.conditions = conditions;
  return {
    env: testEnv,
    vault(name) {
      const location = place(double.endpoint, 'vaults', name);
      const weather = weatherOf((fault) => {
        double.fault = ({ method, key }) => {
          if (!key.startsWith(name)) return undefined;
          return fault !== undefined && method === 'PUT' && Math.random() < 0.02 ? conflict : fault?.();
        };
      });
      const heads = conditions === 'ignored' && ({ heads: true } as const);
      return { kind: 's3', opener: s3, location, faulty: location, ...weather, ...heads };
    },
    stop: () => double.stop(),
  };
}

/** A bucket of a real service, with the credentials of AWS_*. */
export async function realBucket(endpoint: string, bucket: string): Promise<HistoryService> {
  const proxy = await HttpProxy.start(endpoint);
  const run = Date.now().toString(36);
  return {
    env: {},
    vault(name) {
      const [location, faulty] = [endpoint, proxy.origin].map((one) => place(one, bucket, `${run}/${name}`));
      const weather = weatherOf((fault) => {
        proxy.fault = () => fault?.();
      });
      return { kind: 's3', opener: s3, location: location ?? '', faulty: faulty ?? '', ...weather };
    },
    stop: () => proxy.stop(),
  };
}

/** A server that lets several writers create one file. */
export async function davFolder(name: 'apache2' | 'nginx'): Promise<HistoryService> {
  const server = await RealDav.start(name);
  const proxy = await HttpProxy.start(server.origin);
  const folder = fs.mkdtempSync(path.join(tmpdir(), 'holdfast-netrc-'));
  const netrc = path.join(folder, 'netrc');
  fs.writeFileSync(netrc, `default login ${testLogin.user} password ${testLogin.password}\n`);
  return {
    env: { NETRC: netrc },
    vault(name) {
      // By the same address for all: a machine keeps what it carries under it.
      const location = `webdav+${proxy.origin}/dav/${name}/`;
      const weather = weatherOf((fault) => {
        proxy.fault = () => fault?.();
      });
      return { kind: 'webdav', heads: true, opener: webdav, location, faulty: location, ...weather };
    },
    async stop() {
      await proxy.stop();
      await server.stop();
      fs.rmSync(folder, { recursive: true });
    },
  };
}

export async function database(): Promise<HistoryService> {
  const server = await TestServer.start();
  const proxy = await BreakingProxy.start(server.folder);
  return {
    env: {},
    vault(name) {
      const location = server.place(name);
      let breaking: NodeJS.Timeout | undefined;
      const storm = () => {
        breaking = setInterval(() => {
          const when = Math.random() < 0.5 ? 'before' : 'after';
          proxy.breakAt = { text: Math.random() < 0.7 ? 'moved' : 'holdfast.head', when };
        }, 150);
      };
      const calm = () => {
        clearInterval(breaking);
        proxy.breakAt = undefined;
      };
      const faulty = location.replace(server.folder, proxy.folder);
      return { kind: 'postgres', opener: postgres, location, faulty, storm, calm };
    },
    async stop() {
      await proxy.stop();
      await server.stop();
    },
  };
}
