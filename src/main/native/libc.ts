import koffi from 'koffi';

/** Who is at the other end of a Unix socket, as the kernel noted when it connected. */
export interface Credentials {
  readonly pid: number;
  readonly uid: number;
  readonly gid: number;
}

const SOL_SOCKET = 1;
const SO_PEERCRED = 17;

type GetSockOpt = (fd: number, level: number, name: number, value: Buffer, length: number[]) => number;
let getsockopt: GetSockOpt | undefined;

/** `undefined` where the kernel does not tell: on other systems than Linux, or when the socket is gone. */
export function peerCredentials(fd: number): Credentials | undefined {
  if (process.platform !== 'linux' || fd < 0) return undefined;
  getsockopt ??= koffi
    .load(null)
    .func('int getsockopt(int fd, int level, int name, _Out_ uint8_t *value, _Inout_ uint32_t *length)');
  const value = Buffer.alloc(12);
  const length = [value.length];
  if (getsockopt(fd, SOL_SOCKET, SO_PEERCRED, value, length) !== 0 || length[0] !== value.length)
    return undefined;
  // struct ucred, in the machine's own byte order.
  const [pid = 0, uid = 0, gid = 0] = new Uint32Array(value.buffer, value.byteOffset, 3);
  return pid === 0 ? undefined : { pid, uid, gid };
}
