import type { Dial, Wire } from '../main/clients/wire.ts';

// What node:net is made of, without it and the streams: a sixth of what a whole `secret get` takes. Node keeps these parts for old programs and
// promises nothing of them, so `pipeDial` looks whether all are there and of the form we know, and otherwise the caller takes node:net.

interface Request {
  oncomplete: (status: number) => void;
}
interface Handle {
  connect(request: Request, path: string): number;
  readStart(): number;
  writeBuffer(request: Request, bytes: Buffer): number;
  close(): void;
  /** A chunk, or `undefined` at the end. */
  onread: (chunk: ArrayBuffer | undefined) => void;
}
interface Parts {
  readonly Pipe: new (kind: number) => Handle;
  readonly PipeConnectWrap: new () => Request;
  readonly WriteWrap: new () => Request;
  readonly SOCKET: number;
}

/** As `dial`, by the parts alone; `undefined` where they are not as we know them. */
export function pipeDial(): Dial | undefined {
  const parts = partsOfNode();
  return parts && ((socket) => new PipeWire(parts, socket));
}

function partsOfNode(): Parts | undefined {
  // Elsewhere the numbers of errors are others.
  if (process.platform !== 'linux') return undefined;
  try {
    const { binding } = process as unknown as { binding: (name: string) => Record<string, unknown> };
    const { Pipe, PipeConnectWrap, constants } = binding.call(process, 'pipe_wrap');
    const { WriteWrap } = binding.call(process, 'stream_wrap');
    const { prototype } = Pipe as { prototype: Handle };
    const known = (['connect', 'readStart', 'writeBuffer', 'close'] as const).every(
      (name) => typeof prototype[name] === 'function',
    );
    const { SOCKET } = constants as { SOCKET: unknown };
    const whole = known && typeof SOCKET === 'number' && PipeConnectWrap && WriteWrap;
    return whole ? ({ Pipe, PipeConnectWrap, WriteWrap, SOCKET } as unknown as Parts) : undefined;
  } catch {
    return undefined;
  }
}

const codes: Readonly<Record<number, string>> = { [-2]: 'ENOENT', [-111]: 'ECONNREFUSED', [-88]: 'ENOTSOCK' };

class PipeWire implements Wire {
  readonly #parts: Parts;
  readonly #handle: Handle;
  readonly #hear: Partial<Record<string, (value: never) => void>> = {};
  /** Under way: Node forgets a request that nobody holds. */
  readonly #requests = new Set<Request>();
  #waiting: Buffer[] = [];
  #held = true;
  #connected = false;
  #closed = false;

  constructor(parts: Parts, socket: string) {
    this.#parts = parts;
    this.#handle = new parts.Pipe(parts.SOCKET);
    const request = new parts.PipeConnectWrap();
    this.#requests.add(request);
    request.oncomplete = (status) => this.#begin(request, status);
    this.#held = false;
    const status = this.#handle.connect(request, socket);
    if (status < 0) queueMicrotask(() => this.#begin(request, status));
  }

  on(event: string, hear: (value: never) => void): void {
    this.#hear[event] = hear;
  }

  cork(): void {
    this.#held = true;
  }

  uncork(): void {
    this.#held = false;
    this.#flush();
  }

  write(bytes: Buffer): void {
    this.#waiting.push(bytes);
    this.#flush();
  }

  destroy(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#handle.close();
  }

  #begin(request: Request, status: number): void {
    this.#requests.delete(request);
    if (this.#closed) return;
    if (status < 0) {
      this.#fail(status);
      return;
    }
    this.#connected = true;
    this.#handle.onread = (chunk) => {
      if (this.#closed) return;
      if (chunk === undefined) this.#tell('close', undefined);
      else this.#tell('data', Buffer.from(chunk));
    };
    const started = this.#handle.readStart();
    if (started < 0) this.#fail(started);
    else this.#flush();
  }

  #flush(): void {
    if (!this.#connected || this.#held || this.#closed || this.#waiting.length === 0) return;
    const bytes = Buffer.concat(this.#waiting.splice(0));
    const request = new this.#parts.WriteWrap();
    this.#requests.add(request);
    request.oncomplete = (status) => {
      this.#requests.delete(request);
      if (status < 0 && !this.#closed) this.#fail(status);
    };
    const status = this.#handle.writeBuffer(request, bytes);
    if (status < 0) this.#fail(status);
  }

  #fail(status: number): void {
    this.#tell('error', Object.assign(new Error('socket'), { code: codes[status] }));
  }

  #tell(event: string, value: unknown): void {
    this.#hear[event]?.(value as never);
  }
}
