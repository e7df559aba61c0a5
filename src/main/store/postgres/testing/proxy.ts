import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';

const socketName = '.s.PGSQL.5432';

/** Stands between a store and the server, and breaks connections when a test says so. */
export class BreakingProxy {
  /** Where the store finds its socket. */
  readonly folder: string;
  /**
   * Breaks the connection at a message that has this text: before it gets to the server, or when
   * its answer comes.
   */
  breakAt: { readonly text: string; readonly when: 'before' | 'after' } | undefined;
  broken = 0;
  /** New connections wait for it. */
  open: Promise<void> = Promise.resolve();
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();

  private constructor(folder: string, server: net.Server) {
    this.folder = folder;
    this.#server = server;
  }

  static async start(serverFolder: string): Promise<BreakingProxy> {
    const folder = fs.mkdtempSync(`${serverFolder}-proxy-`);
    const server = net.createServer();
    const proxy = new BreakingProxy(folder, server);
    server.on('connection', async (client) => {
      client.pause();
      await proxy.open;
      proxy.#join(client, net.connect(path.join(serverFolder, socketName)));
      client.resume();
    });
    await new Promise<void>((resolve) => server.listen(path.join(folder, socketName), resolve));
    return proxy;
  }

  #join(client: net.Socket, server: net.Socket): void {
    let answered = false;
    const end = () => {
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) {
      this.#sockets.add(socket);
      socket.on('error', end).on('close', end);
    }
    client.on('data', (bytes: Buffer) => {
      const at = this.breakAt;
      if (at !== undefined && bytes.includes(at.text)) {
        this.broken += 1;
        this.breakAt = undefined;
        if (at.when === 'before') return end();
        answered = true;
      }
      server.write(bytes);
    });
    server.on('data', (bytes: Buffer) => (answered ? end() : client.write(bytes)));
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}
