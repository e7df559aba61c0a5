import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Fault } from '../s3/testing/faults.ts';

/** A request as the proxy sees it: `path` is decoded, from the root on. */
export interface Passing {
  readonly method: string;
  readonly path: string;
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Stands between a store and a real server of HTTP, with the faults that a test asks for. */
export class HttpProxy {
  fault: (passing: Passing) => Fault | undefined = () => undefined;
  readonly #target: URL;
  readonly #agent = new Agent({ keepAlive: true });
  readonly #server = createServer((asked, answer) => void this.#pass(asked, answer));

  private constructor(target: string) {
    this.#target = new URL(target);
  }

  static async start(target: string): Promise<HttpProxy> {
    const proxy = new HttpProxy(target);
    proxy.#server.listen(0, '127.0.0.1');
    await once(proxy.#server, 'listening');
    return proxy;
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await buffer(asked).catch(() => undefined);
    if (body === undefined) return;
    const { method = '', url = '' } = asked;
    const fault = this.fault({ method, path: decodeURIComponent(new URL(url, this.#target).pathname) });
    if (fault?.kind === 'hold') await fault.until;
    const hasEffect = fault === undefined || fault.kind === 'hold' || fault.kind === 'half' || fault.effect;
    const reply = hasEffect ? await this.#forward(asked, body).catch(() => undefined) : undefined;
    if (fault?.kind === 'cut' || (reply === undefined && hasEffect)) return void answer.destroy();
    if (fault?.kind === 'status' || reply === undefined) {
      answer.writeHead(fault?.kind === 'status' ? fault.status : 500, { 'content-length': 0 });
      return void answer.end();
    }
    answer.writeHead(reply.status, reply.headers);
    if (fault?.kind !== 'half') return void answer.end(reply.body);
    answer.write(reply.body.subarray(0, reply.body.length / 2), () => answer.destroy());
  }

  // The headers go along as they are: a signature is of them.
  async #forward({ method, url, headers }: IncomingMessage, body: Buffer): Promise<Reply> {
    const { hostname, port } = this.#target;
    const sent = request({ hostname, port, method, path: url, headers, agent: this.#agent });
    sent.end(body);
    const [got] = (await once(sent, 'response')) as [IncomingMessage];
    const whole = await buffer(got);
    const { 'transfer-encoding': _, ...kept } = got.headers;
    const length = got.statusCode === 204 ? {} : { 'content-length': String(whole.length) };
    return { status: got.statusCode ?? 500, headers: { ...kept, ...length }, body: whole };
  }
}
