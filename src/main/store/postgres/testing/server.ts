import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** Somebody who is not root: PostgreSQL refuses to run as root. */
const nobody = 65_534;
const isRoot = process.getuid?.() === 0;
const as = isRoot ? { uid: nobody, gid: nobody } : {};

/** Where Debian keeps the server's programs, the newest first; otherwise on the PATH. */
function program(name: string): string {
  const base = '/usr/lib/postgresql';
  const versions = fs.existsSync(base) ? fs.readdirSync(base).sort((a, b) => Number(b) - Number(a)) : [];
  const found = versions
    .map((version) => path.join(base, version, 'bin', name))
    .find((file) => fs.existsSync(file));
  return found ?? name;
}

/**
 * A PostgreSQL server of the tests: a folder of its own, a socket in it, and nothing on the network
 * unless a test asks.
 */
export class TestServer {
  /** Where the socket lies; Unix gives its path some hundred bytes. */
  readonly folder: string;
  readonly database = 'vaults';
  #process: ReturnType<typeof spawn> | undefined;
  #more: readonly string[] = [];
  #port = 5432;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async start(): Promise<TestServer> {
    const folder = fs.mkdtempSync(path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'hf-pg-'));
    if (isRoot) fs.chownSync(folder, nobody, nobody);
    const server = new TestServer(folder);
    const made = ['--username=owner', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C'];
    execFileSync(program('initdb'), [`--pgdata=${server.#data}`, ...made], {
      ...as,
      stdio: 'ignore',
      cwd: folder,
    });
    await server.run();
    await server.query('postgres', `CREATE DATABASE ${server.database}`);
    await server.query(server.database, schema());
    return server;
  }

  get #data(): string {
    return path.join(this.folder, 'data');
  }

  /** Starts it, again where it was stopped. */
  async run(): Promise<void> {
    const settings = [
      'fsync=off',
      'listen_addresses=',
      `unix_socket_directories=${this.folder}`,
      'max_connections=100',
    ];
    const args = ['-D', this.#data, ...[...settings, ...this.#more].flatMap((one) => ['-c', one])];
    this.#process = spawn(program('postgres'), args, { ...as, stdio: 'ignore', cwd: this.folder });
    for (let tries = 0; ; tries++) {
      try {
        return await this.query('postgres', 'SELECT 1');
      } catch (error) {
        if (tries === 600) throw error;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    }
  }

  /** Starts it again on a port of this machine, by TLS and with passwords alone; the port. */
  async listen(): Promise<number> {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    await new Promise((resolve) => taken.close(resolve));
    const lines = 'local all all trust\nhostssl all all 127.0.0.1/32 scram-sha-256\n';
    fs.writeFileSync(path.join(this.#data, 'pg_hba.conf'), lines);
    await this.end();
    this.#more = [`listen_addresses=127.0.0.1`, `port=${port}`, 'ssl=on'];
    this.#port = port;
    await this.run();
    return port;
  }

  /** Ends it as a power cut would for those connected, and waits until it is gone. */
  async end(): Promise<void> {
    const gone = new Promise((resolve) => this.#process?.once('exit', resolve));
    this.#process?.kill('SIGINT');
    await gone;
  }

  async stop(): Promise<void> {
    await this.end();
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  place(vault: string, user = 'owner'): string {
    return `postgres:///${this.database}?host=${this.folder}&user=${user}&vault=${encodeURIComponent(vault)}`;
  }

  /** Runs SQL as the server's owner. */
  async query(database: string, text: string): Promise<void> {
    await this.rows(text, [], database);
  }

  async rows<Row extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
    database = this.database,
  ): Promise<Row[]> {
    const client = new pg.Client({
      host: this.folder,
      port: this.#port,
      user: 'owner',
      database,
      ssl: false,
    });
    await client.connect();
    try {
      const found =
        values.length === 0 ? await client.query<Row>(text) : await client.query<Row>(text, [...values]);
      return found.rows;
    } finally {
      await client.end();
    }
  }
}

/** What an administrator runs. */
export function schema(): string {
  return fs.readFileSync(path.join(import.meta.dirname, '../schema.sql'), 'utf8');
}
