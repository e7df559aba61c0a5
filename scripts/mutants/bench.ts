import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transpileModule } from 'typescript';
import { copyAside } from './copy.ts';
import { type Mutant, planted } from './row.ts';
import { type Answer, Vitest } from './vitest.ts';

export type Verdict =
  | { readonly kind: 'noticed'; readonly by: string }
  | { readonly kind: 'survived' }
  | { readonly kind: 'error'; readonly message: string };

/** How long a test file takes without any change, and how many of its tests pass. */
export interface Healthy {
  readonly took: number;
  readonly passed: number;
}

/**
 * True where every test passed that passes without a planted change. Vitest may still be calling
 * off the run before; it then skips tests.
 */
export function wentThrough({ ok, passed }: Answer, healthy: Healthy): boolean {
  return ok && passed >= healthy.passed;
}

// A run that passes tests over says nothing: so often it is repeated.
const attempts = 10;

// A test that ends at all, ends in this time on a machine that is busy.
const longest = 300_000;

/** One copy of the tree and one Vitest: plants one change after the other there. */
export class Bench {
  readonly #copy: ReturnType<typeof copyAside>;
  readonly #vitest: Vitest;
  /** What each test file does without any change; a text where it fails. Shared by all benches. */
  readonly #healthy: Map<string, Promise<Healthy | string>>;
  #changed: string[] = [];

  constructor(checkout: string, healthy: Map<string, Promise<Healthy | string>>) {
    this.#copy = copyAside(checkout);
    this.#vitest = new Vitest(this.#copy.root);
    this.#healthy = healthy;
  }

  async judge(mutant: Mutant): Promise<Verdict> {
    try {
      return await this.#try(mutant);
    } catch (error) {
      return { kind: 'error', message: error instanceof Error ? error.message : String(error) };
    }
  }

  async close(): Promise<void> {
    await this.#vitest.close();
    this.#copy.remove();
  }

  async #try(mutant: Mutant): Promise<Verdict> {
    const path = join(this.#copy.root, mutant.file);
    const source = readFileSync(path, 'utf8');
    const changed = planted(source, mutant);
    parse(mutant.file, changed);
    for (const test of mutant.tests) {
      const healthy = await this.#withoutChange(test, mutant.only);
      writeFileSync(path, changed);
      this.#changed.push(mutant.file);
      try {
        const answer = await this.#whole(test, mutant.only, healthy);
        if (answer === undefined) return { kind: 'noticed', by: `${test}: does not end` };
        if (!answer.ok) return { kind: 'noticed', by: `${test}: ${answer.failed}` };
      } finally {
        writeFileSync(path, source);
        this.#changed.push(mutant.file);
      }
    }
    return { kind: 'survived' };
  }

  /** Runs all tests of a file, or up to the first that fails. */
  async #whole(test: string, only: string | undefined, healthy: Healthy): Promise<Answer | undefined> {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const answer = await this.#run(test, only, 60_000 + 10 * healthy.took);
      if (answer === undefined || !answer.ok || wentThrough(answer, healthy)) return answer;
    }
    throw new Error(`${test} passes tests over`);
  }

  /** A test that fails by itself notices nothing. */
  async #withoutChange(test: string, only: string | undefined): Promise<Healthy> {
    const key = JSON.stringify([test, only]);
    const known = this.#healthy.get(key) ?? this.#measure(test, only);
    this.#healthy.set(key, known);
    const found = await known;
    if (typeof found === 'string') throw new Error(found);
    return found;
  }

  async #measure(test: string, only: string | undefined): Promise<Healthy | string> {
    const began = performance.now();
    const answer = await this.#run(test, only, longest);
    if (answer?.ok && answer.passed > 0) {
      return { took: performance.now() - began, passed: answer.passed };
    }
    if (answer?.ok) return `${test} has no test of that name: ${only ?? ''}`;
    return `${test} fails without any change: ${answer?.failed ?? 'it does not end'}`;
  }

  async #run(test: string, only: string | undefined, limit: number): Promise<Answer | undefined> {
    const answer = await this.#vitest.run({ test, only, changed: this.#changed }, limit);
    this.#changed = [];
    if (answer?.broken) throw new Error(answer.failed);
    return answer;
  }
}

/** A change that does not even parse would be noticed by anything. */
function parse(file: string, source: string): void {
  if (!/[.]tsx?$/.test(file)) return;
  const { diagnostics = [] } = transpileModule(source, { fileName: file, reportDiagnostics: true });
  const [first] = diagnostics;
  if (first !== undefined) throw new Error(`${file} does not parse with the change: ${first.messageText}`);
}
