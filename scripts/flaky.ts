import { existsSync, readFileSync } from 'node:fs';
import { ofPlaywright, ofVitest, type Tally } from './tally.ts';

interface VitestReport {
  testResults: { name: string; status: string; assertionResults: { fullName: string; status: string }[] }[];
}

interface Suite {
  title: string;
  suites?: Suite[];
  specs?: { title: string; ok: boolean }[];
}

/** Counts over many runs which tests failed. */
export class Flakes {
  readonly #failures = new Map<string, number>();
  #runs = 0;
  #passed = 0;

  get failed(): boolean {
    return this.#failures.size > 0 || this.#passed === 0;
  }

  addVitest(file: string, code: number): void {
    const report = read(file);
    const results = (report as VitestReport | undefined)?.testResults ?? [];
    const names = results.flatMap(({ name, status, assertionResults }) => {
      const failed = assertionResults.filter((test) => test.status === 'failed');
      if (failed.length === 0 && status === 'failed') return [name];
      return failed.map(({ fullName }) => `${name}: ${fullName}`);
    });
    this.#add(names, ofVitest(report, code));
  }

  addPlaywright(file: string, code: number): void {
    const report = read(file);
    const suites = (report as { suites: Suite[] } | undefined)?.suites ?? [];
    this.#add(
      suites.flatMap((suite) => failedIn(suite)),
      ofPlaywright(report, code),
    );
  }

  /** Each test that failed, the most frequent first, then the sum. */
  lines(): string[] {
    const worst = [...this.#failures].sort(([, a], [, b]) => b - a);
    const total = worst.reduce((sum, [, times]) => sum + times, 0);
    return [
      ...worst.map(([name, times]) => `${times}× ${name}`),
      `${this.#runs} runs, ${this.#passed} tests passed, ${total} failures`,
    ];
  }

  // A runner that died, or ran nothing, has failed without the name of a test.
  #add(names: readonly string[], { passed, failed }: Tally): void {
    this.#runs += 1;
    this.#passed += passed;
    const all = failed > 0 && names.length === 0 ? ['a run that ended badly'] : names;
    for (const name of all) this.#failures.set(name, (this.#failures.get(name) ?? 0) + 1);
  }
}

function failedIn({ title, suites = [], specs = [] }: Suite): string[] {
  const inner = [...suites.flatMap(failedIn), ...specs.filter(({ ok }) => !ok).map((spec) => spec.title)];
  return inner.map((name) => `${title}: ${name}`);
}

/** What a runner reported; `undefined` when it died before it could. */
function read(file: string): unknown {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
