import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Order {
  readonly test: string;
  readonly only: string | undefined;
  /** Files that are not what they were in the order before. */
  readonly changed: readonly string[];
}

export interface Answer {
  readonly ok: boolean;
  readonly passed: number;
  readonly failed: string | undefined;
  /** The run itself broke, which says nothing about the code. */
  readonly broken?: boolean;
}

/**
 * Vitest over a copy of the tree, in a process group that can be ended when a planted change never
 * ends.
 */
export class Vitest {
  readonly #root: string;
  #child: ChildProcess | undefined;

  constructor(root: string) {
    this.#root = root;
  }

  /** `undefined` when the tests did not end in time. */
  async run(order: Order, milliseconds: number): Promise<Answer | undefined> {
    this.#child ??= await this.#start();
    const child = this.#child;
    child.send(order);
    const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
    const timer = setTimeout(() => resolve(undefined), milliseconds);
    const gone = () => resolve({ ok: false, passed: 0, failed: 'Vitest ended', broken: true });
    child.once('message', resolve);
    child.once('exit', gone);
    const answer = await promise;
    clearTimeout(timer);
    child.off('message', resolve);
    child.off('exit', gone);
    if (answer === undefined || answer.broken) await this.close();
    return answer;
  }

  async close(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    process.kill(-child.pid, 'SIGKILL');
    await exit;
  }

  async #start(): Promise<ChildProcess> {
    const child = fork(join(this.#root, 'scripts/mutants/runner.ts'), [], {
      cwd: this.#root,
      detached: true,
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    await once(child, 'message');
    return child;
  }
}
