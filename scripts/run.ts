import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

export interface RunOptions {
  cwd?: string;
  env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program to its end without a shell and returns what it printed; throws with its last lines
 * otherwise.
 */
export function run(command: string, args: readonly string[], options: RunOptions = {}): string {
  const result = spawnSync(command, args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (result.error) throw new Error(`${command} could not be started: ${result.error.message}`);
  if (result.status !== 0) {
    const said = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-15).join('\n');
    throw new Error(`${command} ${args[0] ?? ''} ended with ${result.status ?? result.signal}\n${said}`);
  }
  return result.stdout;
}

/**
 * Runs a program on this terminal and returns its exit code; 1 when a signal ended it or it could
 * not be started.
 */
export function show(command: string, args: readonly string[], options: RunOptions = {}): number {
  const result = spawnSync(command, args, { ...options, stdio: 'inherit' });
  if (result.error) console.error(`${command} could not be started: ${result.error.message}`);
  return result.status ?? 1;
}

/**
 * Runs a tool of node_modules on the Node that runs this, never on the system's, and returns its
 * exit code.
 */
export function tool(name: string, args: readonly string[], options: RunOptions = {}): number {
  const checkout = join(import.meta.dirname, '..');
  return show(process.execPath, [join(checkout, 'node_modules/.bin', name), ...args], {
    cwd: checkout,
    ...options,
  });
}

/** One line that nobody overlooks between the other lines of a build. */
export function loud(line: string): void {
  const bold = process.stderr.isTTY ? ['\u001b[1;33m', '\u001b[0m'] : ['', ''];
  console.error(`${bold[0]}*** ${line} ***${bold[1]}`);
}
