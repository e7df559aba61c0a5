import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { environment, expect } from './fixtures.ts';

/**
 * The executable of the unpacked build, shut as people get it: no debugger and no Playwright reach
 * into it.
 */
export const program = process.env['HOLDFAST_PACKAGE'] ?? '';
/** The command line inside the same build. */
export const commandLine = join(dirname(program), 'cli/holdfast');

/** A running one. It is known by its log, its processes and its windows on the screen. */
export class Packed {
  readonly process: ChildProcess;
  readonly home: string;
  #said = '';

  constructor(
    home: string,
    args: readonly string[] = [],
    env: Readonly<Record<string, string>> = {},
    file = program,
  ) {
    this.home = home;
    const { HOLDFAST_SQLITE_BINDING: _none, ...clean } = environment(home);
    this.process = spawn(file, args, { env: { ...clean, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (chunk) => {
        this.#said += String(chunk);
      });
  }

  get said(): string {
    return this.#said;
  }

  /** Events of the log, oldest first. */
  get events(): string[] {
    const file = join(this.home, 'config/holdfast/logs/holdfast.log');
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    return lines.map((line) => (JSON.parse(line) as { event: string }).event);
  }

  async logged(event: string, times = 1): Promise<void> {
    const count = () => this.events.filter((one) => one === event).length;
    await expect.poll(count, { message: `${event} in the log`, timeout: 20_000 }).toBe(times);
  }

  /** Its exit code, once it has ended by itself. */
  async ended(): Promise<number | null> {
    if (this.process.exitCode !== null) return this.process.exitCode;
    const [code] = await once(this.process, 'exit');
    return code;
  }

  async quit(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const over = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await over;
  }
}
