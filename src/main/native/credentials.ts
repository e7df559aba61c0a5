import { libc } from './c-library.ts';

/** Who is at the other end of a Unix socket, as the kernel noted when it connected. */
export interface Credentials {
  readonly pid: number;
  readonly uid: number;
  readonly gid: number;
}

const SOL_SOCKET = 1;
const SO_PEERCRED = 17;
const getsockopt =
  'int getsockopt(int descriptor, int level, int name, void *value, _Inout_ uint32_t *length)';

/**
 * `undefined` where the kernel does not tell: on other systems than Linux, or when the socket is
 * gone.
 */
export function peerCredentials(descriptor: number): Credentials | undefined {
  const c = libc();
  if (process.platform !== 'linux' || descriptor < 0 || c === undefined) return undefined;
  const value = Buffer.alloc(12);
  const length = [value.length];
  const result = c.call(getsockopt)(descriptor, SOL_SOCKET, SO_PEERCRED, value, length);
  if (result !== 0 || length[0] !== value.length) return undefined;
  // struct ucred, in the machine's own byte order.
  const [pid = 0, uid = 0, gid = 0] = new Uint32Array(value.buffer, value.byteOffset, 3);
  return pid === 0 ? undefined : { pid, uid, gid };
}
