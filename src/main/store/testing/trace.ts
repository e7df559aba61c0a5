import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';

/**
 * What a program did to the files of one folder, as the system was asked for it; names from that
 * folder on.
 */
export type Call =
  | { readonly did: 'create' | 'remove' | 'folder'; readonly name: string }
  | { readonly did: 'cut'; readonly name: string; readonly length: number }
  | { readonly did: 'write'; readonly name: string; readonly at: number; readonly bytes: Buffer }
  | {
      readonly did: 'copy';
      readonly from: string;
      readonly fromAt: number;
      readonly name: string;
      readonly at: number;
      readonly length: number;
    }
  | { readonly did: 'link' | 'rename'; readonly from: string; readonly name: string }
  | { readonly did: 'sync'; readonly name: string };

const calls =
  'open,openat,creat,write,pwrite64,writev,pwritev,pwritev2,truncate,ftruncate,fallocate,fsync,fdatasync,sync_file_range,' +
  'rename,renameat,renameat2,link,linkat,symlink,symlinkat,unlink,unlinkat,mkdir,mkdirat,rmdir,copy_file_range,sendfile,splice,ioctl';

export const traceable = spawnSync('strace', ['-f', '-o', '/dev/null', 'true']).status === 0;
/** Behind the name of what needs it. */
export const untraced = traceable
  ? ''
  : ', skipped: needs strace and the right to trace (apt-get install strace)';

export interface Traced {
  /** What the program wrote to standard output. */
  readonly said: string;
  readonly calls: readonly Call[];
  /** How often the first thread asked for a sync, of whatever file. */
  readonly syncs: number;
}

/**
 * Runs a program of ours, and says what it did in a folder, in order; `fail`: which of its first
 * thread's syncs fail, as strace has it.
 */
export function traced(args: readonly string[], folder: string, fail?: string): Traced {
  const log = `${folder}.log`;
  const faults = fail === undefined ? [] : ['-e', `inject=fsync,fdatasync:error=EIO:when=${fail}`];
  const how = ['-f', '-y', '-xx', '-s', '100000000', '-o', log, '-e', `trace=${calls}`, ...faults];
  const program = [process.execPath, '--disable-warning=ExperimentalWarning', ...args];
  const { status, stdout, stderr } = spawnSync('strace', [...how, ...program], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ended with ${status}: ${stderr}`);
  const lines = linesOf(readFileSync(log, 'latin1'));
  rmSync(log);
  const reader = new Reader(folder);
  return {
    said: stdout.trim(),
    calls: lines.filter(({ result }) => result >= 0).flatMap((line) => reader.read(line)),
    syncs: lines.filter(({ thread, call }) => thread === lines[0]?.thread && isSync(call)).length,
  };
}

interface Line {
  readonly thread: string;
  readonly call: string;
  readonly rest: string;
  readonly result: number;
}

function isSync(call: string): boolean {
  return call === 'fsync' || call === 'fdatasync';
}

// A call that another thread's line breaks in two: a sync counts from its beginning, for what is
// written meanwhile it may miss.
function linesOf(text: string): Line[] {
  const begun = new Map<string, { at: number; text: string }>();
  const found: { at: number; line: Line }[] = [];
  for (const [at, raw] of text.split('\n').entries()) {
    const [, thread = '', said = ''] = /^(\d+) +(.*)$/.exec(raw) ?? [];
    const unfinished = /^(.*) <unfinished \.\.\.>$/.exec(said);
    if (unfinished !== null) {
      begun.set(thread, { at, text: unfinished[1] ?? '' });
      continue;
    }
    const resumed = /^<\.\.\. \w+ resumed>(.*)$/.exec(said);
    const whole = resumed === null ? said : (begun.get(thread)?.text ?? '') + resumed[1];
    const [, call, rest, result] = /^(\w+)\((.*)\) += (-?\d+)(?:<[^>]*>)?(?: .*)?$/.exec(whole) ?? [];
    if (call === undefined || rest === undefined) continue;
    const from = resumed !== null && isSync(call) ? begun.get(thread)?.at : undefined;
    found.push({ at: from ?? at, line: { thread, call, rest, result: Number(result) } });
  }
  return found.sort((a, b) => a.at - b.at).map(({ line }) => line);
}

const text = '"((?:\\\\x[0-9a-f]{2})*)"';
const open = '(\\d+)<([^>]*)>(\\(deleted\\))?';

class Reader {
  readonly #folder: string;
  /** Where each open file is written next. */
  readonly #places = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  read({ call, rest, result }: Line): Call[] {
    const [first = '', second = ''] = [...rest.matchAll(new RegExp(text, 'g'))].map(([, hex = '']) => hex);
    const [, descriptor = '', file = '', gone] = new RegExp(`^${open}`).exec(rest) ?? [];
    const name = this.#inside(file);
    switch (call) {
      case 'open':
      case 'openat':
      case 'creat':
        return this.#opened(this.#inside(first), rest, result);
      case 'unlink':
      case 'unlinkat':
      case 'rmdir':
        return this.#named('remove', this.#inside(first));
      case 'mkdir':
      case 'mkdirat':
        return this.#named('folder', this.#inside(first));
      case 'link':
      case 'linkat':
        return this.#moved('link', first, second);
      case 'rename':
      case 'renameat':
      case 'renameat2':
        return this.#moved('rename', first, second);
      case 'copy_file_range':
        return this.#copied(rest, result);
    }
    if (name === undefined || gone !== undefined) return [];
    if (isSync(call)) return [{ did: 'sync', name }];
    if (call === 'ftruncate') return [{ did: 'cut', name, length: Number(/, (\d+)$/.exec(rest)?.[1]) }];
    if (call !== 'write' && call !== 'pwrite64') throw new Error(`cannot read ${call} of ${name}`);
    const bytes = bytesOf(first).subarray(0, result);
    const at =
      call === 'pwrite64' ? Number(/, (\d+)$/.exec(rest)?.[1]) : this.#advance(descriptor, bytes.length);
    return [{ did: 'write', name, at, bytes }];
  }

  #opened(name: string | undefined, rest: string, result: number): Call[] {
    this.#places.set(String(result), 0);
    if (name === undefined || !/O_CREAT|O_TRUNC/.test(rest)) return [];
    const fresh = rest.includes('O_CREAT') ? this.#named('create', name) : [];
    // One that is certainly new has nothing to be cut off.
    return rest.includes('O_TRUNC') && !rest.includes('O_EXCL')
      ? [...fresh, { did: 'cut', name, length: 0 }]
      : fresh;
  }

  #named(did: 'create' | 'remove' | 'folder', name: string | undefined): Call[] {
    return name === undefined ? [] : [{ did, name }];
  }

  #moved(did: 'link' | 'rename', first: string, second: string): Call[] {
    const [from, name] = [this.#inside(first), this.#inside(second)];
    if (from === undefined && name === undefined) return [];
    if (from === undefined || name === undefined) throw new Error(`${did} out of the folder`);
    return [{ did, from, name }];
  }

  #copied(rest: string, result: number): Call[] {
    const both = new RegExp(`^${open}, \\[(\\d+)[^\\]]*\\], ${open}, NULL`).exec(rest);
    if (both === null) throw new Error(`cannot read copy_file_range(${rest.slice(-60)})`);
    const [, , source = '', , fromAt = '', descriptor = '', target = ''] = both;
    const [from, name] = [this.#inside(source), this.#inside(target)];
    if (name === undefined) return [];
    if (from === undefined) throw new Error('a copy from outside the folder');
    const at = this.#advance(descriptor, result);
    return [{ did: 'copy', from, fromAt: Number(fromAt), name, at, length: result }];
  }

  #advance(descriptor: string, by: number): number {
    const at = this.#places.get(descriptor) ?? 0;
    this.#places.set(descriptor, at + by);
    return at;
  }

  #inside(hex: string): string | undefined {
    const name = path.relative(this.#folder, bytesOf(hex).toString());
    return hex === '' || name.startsWith('..') ? undefined : name;
  }
}

function bytesOf(hex: string): Buffer {
  return Buffer.from(hex.replaceAll('\\x', ''), 'hex');
}
