import fs from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { Given } from '../transport.ts';

/** Bytes of the longest netrc that is read. */
const longestFile = 1024 * 1024;

/**
 * What stands in the header of each request to a host: of what a person gave, or of the netrc
 * (NETRC, `~/.netrc`). `undefined` where neither has anything for it.
 */
export function authorizationFor(
  host: string,
  env: NodeJS.ProcessEnv,
  given: Given = {},
): string | undefined {
  const [user, password] = [given['user'], given['password']];
  if (user && password) return basic(user, password);
  const found = netrcOf(env).get(host) ?? netrcOf(env).get('');
  return found && basic(found.login, found.password);
}

function basic(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

interface Login {
  login: string;
  password: string;
}

/** By host; '' is for every other. */
function netrcOf(env: NodeJS.ProcessEnv): Map<string, Login> {
  const file = env['NETRC'] || path.join(env['HOME'] || env['USERPROFILE'] || homedir(), '.netrc');
  const words = wordsOf(file);
  const all = new Map<string, Login>();
  let entry: Login | undefined;
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === 'machine' || word === 'default') {
      entry = { login: '', password: '' };
      const host = word === 'default' ? '' : (words[++at] ?? '');
      if (!all.has(host)) all.set(host, entry);
    } else if (entry !== undefined && (word === 'login' || word === 'password'))
      entry[word] = words[++at] ?? '';
  }
  return all;
}

function wordsOf(file: string): string[] {
  try {
    if (fs.statSync(file).size > longestFile) return [];
    return fs
      .readFileSync(file, 'utf8')
      .replaceAll(/^\s*#.*$/gm, '')
      .split(/\s+/)
      .filter((word) => word !== '');
  } catch {
    return [];
  }
}
