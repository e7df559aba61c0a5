import * as z from 'zod/mini';
import { fail } from '../../../shared/failure.ts';
import type { Answer } from '../../store/s3/answer.ts';
import type { VaultServer } from './server.ts';

/** Where a key-value engine is mounted, which of the two it is, and the way in it. */
export interface Mount {
  readonly at: readonly string[];
  readonly isSecond: boolean;
  readonly way: readonly string[];
}

const about = z.object({
  data: z.object({
    path: z.string(),
    type: z.string(),
    options: z.optional(z.nullable(z.object({ version: z.optional(z.string()) }))),
  }),
});
const list = z.object({ data: z.object({ keys: z.array(z.string()) }) });

/**
 * What the server says of the mount that a path is in. One that does not say it, to anybody or to
 * this token, is asked for a list as the newer engine has it.
 */
export async function mountOf(server: VaultServer, path: readonly string[]): Promise<Mount> {
  const answer = await server.get(['sys', 'internal', 'ui', 'mounts', ...path]);
  if (answer.status === 200) {
    const { data } = read(about, answer);
    const at = partsOf(data.path);
    const isThere = at.length > 0 && at.every((part, i) => part === path[i]);
    if (!isThere || !['kv', 'generic'].includes(data.type)) return fail({ code: 'store', reason: 'server' });
    return { at, isSecond: data.options?.version === '2', way: path.slice(at.length) };
  }
  const [first = '', ...way] = path;
  const found = await server.get([first, 'metadata', ...way], '?list=true');
  return { at: [first], isSecond: found.status === 200, way };
}

/** The names in a folder; `forbidden`, or `missing` where it is none. */
export async function namesIn(
  server: VaultServer,
  { at, isSecond }: Mount,
  folder: readonly string[],
): Promise<readonly string[] | 'forbidden' | 'missing'> {
  const answer = await server.get([...at, ...(isSecond ? ['metadata'] : []), ...folder], '?list=true');
  if (answer.status === 403) return 'forbidden';
  return answer.status === 404 ? 'missing' : read(list, answer).data.keys;
}

/** True where the token lets nobody in, rather than in to somewhere else. */
export async function isTokenBad(server: VaultServer): Promise<boolean> {
  return (await server.get(['auth', 'token', 'lookup-self'])).status === 403;
}

export function partsOf(path: string): readonly string[] {
  return path.split('/').filter((part) => part !== '');
}

/** What an answer says; `store` (`server`) where no such server says it. */
export function read<T>(shape: z.ZodMiniType<T>, { bytes }: Answer): T {
  try {
    return shape.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    return fail({ code: 'store', reason: 'server' }, error);
  }
}
