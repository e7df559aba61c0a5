import { fstatSync, writeSync } from 'node:fs';
import { Connection } from '../main/clients/connection.ts';
import { whereToConnect } from '../main/clients/keys.ts';

// `holdfast secret get PATH KEY` through the running app, and nothing else: whatever is not so
// simple is index.js's. Built as CommonJS with few imports, for the loader of modules alone would
// take longer than the request.

interface Answer {
  readonly version?: unknown;
  readonly fields?: readonly { readonly name?: unknown; readonly type?: unknown; readonly value?: unknown }[];
}

/** The path and the key, where that is all that is asked for, and there is an app to ask. */
function asked(): { path: string; key: string } | undefined {
  const { argv, env, platform } = process;
  const [group, verb, path, key, ...more] = argv.slice(2);
  if (group !== 'secret' || verb !== 'get' || !path || !key || more.length > 0) return undefined;
  // A terminal wants a line end, a pipe that is full wants patience.
  const plain =
    !/^-|\ufffd/.test(path) && !/^-|\ufffd/.test(key) && !env['HOLDFAST_VAULT'] && platform !== 'win32';
  return plain && !mayBeTerminal() ? { path, key } : undefined;
}

/** Any device but /dev/null (1, 3): node:tty, which would know better, takes a while to load. */
function mayBeTerminal(): boolean {
  try {
    const out = fstatSync(1);
    return out.isCharacterDevice() && out.rdev !== 0x103;
  } catch {
    return true;
  }
}

async function quickGet({ path, key }: { path: string; key: string }): Promise<boolean> {
  const where = whereToConnect(process.env, process.platform);
  if (where.identity === undefined) return false;
  const connection = await Connection.open(where);
  const answer = (await connection.call(
    'secret.get',
    { path },
    process.env['HOLDFAST_ASK'] !== '0',
  )) as Answer;
  connection.close();
  const field = answer.fields?.find(({ name }) => name === key);
  // Long files come piece by piece.
  if (field?.type === 'attachment') return false;
  if (field === undefined || field.type === 'file' || typeof field.value !== 'string') {
    await (await import('./quick-rest.ts')).finish(path, key, answer);
    return true;
  }
  write(field.value);
  return true;
}

function write(value: string): void {
  const bytes = Buffer.from(value);
  try {
    for (let at = 0; at < bytes.length; ) at += writeSync(1, bytes, at);
  } catch (error) {
    // The reader of a pipe has seen enough.
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

async function main(): Promise<void> {
  const simple = asked();
  try {
    if (simple !== undefined && (await quickGet(simple))) process.exit(process.exitCode ?? 0);
  } catch (error) {
    await (await import('./quick-rest.ts')).tell(error);
    return;
  }
  // The other build, beside this one.
  await import('./index.js');
}

void main();
