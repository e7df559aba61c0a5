import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { testLogin } from './double.ts';

/** Somebody who is not root. */
const nobody = 65_534;
const as = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** Debian's servers that speak WebDAV. */
export const davServers = ['lighttpd', 'apache2', 'nginx'] as const;
export type DavServerName = (typeof davServers)[number];

/** A WebDAV server of the tests, with a folder of its own on this machine alone. */
export class RealDav {
  readonly folder: string;
  readonly #port: number;
  readonly #process: ChildProcess;

  private constructor(folder: string, port: number, running: ChildProcess) {
    this.folder = folder;
    this.#port = port;
    this.#process = running;
  }

  static async start(name: DavServerName): Promise<RealDav> {
    const folder = fs.mkdtempSync(path.join(fs.existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'hf-dav-'));
    for (const made of ['root', 'root/dav', 'tmp']) fs.mkdirSync(path.join(folder, made));
    const port = await freePort();
    fs.writeFileSync(path.join(folder, 'users'), `${testLogin.user}:${testLogin.password}\n`);
    fs.writeFileSync(
      path.join(folder, 'users.apache'),
      `${testLogin.user}:{SHA}${sha1(testLogin.password)}\n`,
    );
    fs.writeFileSync(path.join(folder, 'users.nginx'), `${testLogin.user}:{PLAIN}${testLogin.password}\n`);
    fs.writeFileSync(path.join(folder, 'conf'), configurations[name](folder, port));
    if (as.uid !== undefined)
      for (const one of fs.readdirSync(folder, { recursive: true }) as string[])
        fs.chownSync(path.join(folder, one), nobody, nobody);
    if (as.uid !== undefined) fs.chownSync(folder, nobody, nobody);
    const [program, ...args] = commands[name](path.join(folder, 'conf'));
    const running = spawn(program, args, { ...as, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    running.stderr?.on('data', (chunk) => {
      said += String(chunk);
    });
    const server = new RealDav(folder, port, running);
    for (let tries = 0; ; tries++) {
      const answer = await fetch(`${server.origin}/dav/`, { method: 'OPTIONS' }).catch(() => undefined);
      if (answer !== undefined) return server;
      if (tries === 600 || running.exitCode !== null) throw new Error(`${name} did not start: ${said}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    await ended;
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

function sha1(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}

const commands: Record<DavServerName, (conf: string) => [string, ...string[]]> = {
  lighttpd: (conf) => ['/usr/sbin/lighttpd', '-D', '-f', conf],
  apache2: (conf) => ['/usr/sbin/apache2', '-D', 'FOREGROUND', '-f', conf],
  nginx: (conf) => ['/usr/sbin/nginx', '-c', conf, '-g', 'daemon off;'],
};

const apacheModules = [
  ...['mpm_event', 'authn_core', 'authn_file', 'authz_core', 'authz_user', 'auth_basic', 'dav', 'dav_fs'],
];

const configurations: Record<DavServerName, (folder: string, port: number) => string> = {
  lighttpd: (folder, port) => `
server.document-root = "${folder}/root"
server.bind = "127.0.0.1"
server.port = ${port}
server.upload-dirs = ( "${folder}/tmp" )
server.modules = ( "mod_auth", "mod_authn_file", "mod_webdav" )
server.errorlog = "${folder}/log"
auth.backend = "plain"
auth.backend.plain.userfile = "${folder}/users"
auth.require = ( "/" => ( "method" => "basic", "realm" => "dav", "require" => "valid-user" ) )
webdav.activate = "enable"
`,
  apache2: (folder, port) => `
${apacheModules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
Listen 127.0.0.1:${port}
ServerName 127.0.0.1
PidFile ${folder}/pid
ErrorLog ${folder}/log
DavLockDB ${folder}/tmp/locks
DocumentRoot ${folder}/root
<Directory ${folder}/root>
Dav On
AuthType Basic
AuthName dav
AuthUserFile ${folder}/users.apache
Require valid-user
</Directory>
`,
  nginx: (folder, port) => `
load_module /usr/lib/nginx/modules/ngx_http_dav_ext_module.so;
pid ${folder}/pid;
error_log ${folder}/log;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/tmp/body;
  proxy_temp_path ${folder}/tmp/proxy;
  fastcgi_temp_path ${folder}/tmp/fastcgi;
  uwsgi_temp_path ${folder}/tmp/uwsgi;
  scgi_temp_path ${folder}/tmp/scgi;
  client_max_body_size 0;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/root;
    location / {
      auth_basic dav;
      auth_basic_user_file ${folder}/users.nginx;
      dav_methods PUT DELETE MKCOL COPY MOVE;
      dav_ext_methods PROPFIND OPTIONS;
    }
  }
}
`,
};

async function freePort(): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  taken.close();
  await once(taken, 'close');
  return port;
}
