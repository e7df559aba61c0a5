import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { build } from 'vite';

/** A program of this folder in a process of its own. */
export interface Program {
  readonly process: ChildProcess;
  /** Next line of its standard output; `undefined` once there are no more. */
  line(): Promise<string | undefined>;
  tell(line: string): void;
  /**
   * Real SIGKILL; resolves when the process is gone. Lines that it wrote before can still be read.
   */
  kill(): Promise<void>;
  /** Resolves with the exit code; rejects with what it said when that is not 0. */
  done(): Promise<void>;
}

const cache = path.resolve(import.meta.dirname, '../../../../node_modules/.cache/holdfast-programs');

/**
 * Joins `testing/NAME.ts`, or another program by its place, and all it needs into one plain file,
 * which starts in a third of the time; its place.
 */
export async function bundleProgram(program: string): Promise<string> {
  const source = path.isAbsolute(program) ? program : path.join(import.meta.dirname, `${program}.ts`);
  const name = path.basename(source, '.ts');
  const outDir = path.join(cache, `${name}-${process.pid}-${Date.now().toString(36)}`);
  await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: source, outDir, target: 'node20', emptyOutDir: true },
    ssr: { noExternal: ['zod'] },
  });
  return path.join(outDir, `${name}.js`);
}

/** Starts `testing/NAME.ts`, or a bundle by its place, on this very Node. */
export function startProgram(
  name: string,
  args: readonly string[],
  options: { env?: Record<string, string>; wrap?: readonly string[] } = {},
): Program {
  const file = path.isAbsolute(name) ? name : path.join(import.meta.dirname, `${name}.ts`);
  const command = [
    ...(options.wrap ?? []),
    process.execPath,
    '--disable-warning=ExperimentalWarning',
    file,
    ...args,
  ];
  const child = spawn(command[0] ?? process.execPath, command.slice(1), {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_COMPILE_CACHE: path.join(cache, 'compiled'), ...options.env },
  });
  const gone = once(child, 'close');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  // A killed reader is nothing to fail for.
  child.stdin.on('error', () => {});
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    line: async () => (await lines.next()).value as string | undefined,
    tell: (line) => void child.stdin.write(`${line}\n`),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
    done: async () => {
      await gone;
      if (child.exitCode !== 0)
        throw new Error(`${name} ended with ${child.exitCode ?? child.signalCode}: ${said}`);
    },
  };
}

/** All lines until the program ends. */
export async function remainingLines(program: Program): Promise<string[]> {
  const lines: string[] = [];
  for (;;) {
    const line = await program.line();
    if (line === undefined) return lines;
    lines.push(line);
  }
}
