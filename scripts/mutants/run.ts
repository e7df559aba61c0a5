import { availableParallelism } from 'node:os';
import { Bench, type Healthy, type Verdict } from './bench.ts';
import { misfits } from './fit.ts';
import { allMutants, type Listed } from './list.ts';
import { Change } from './touched.ts';

export interface MutantOptions {
  readonly checkout: string;
  /** Only rows that the last change touches. */
  readonly changed?: boolean;
  /** No row begins after so long. */
  readonly seconds?: number | undefined;
  readonly words?: readonly string[];
}

/** Plants the chosen changes and prints what no test noticed. */
export async function runMutants(options: MutantOptions): Promise<{ passed: number; failed: number }> {
  const all = await allMutants();
  const errors = misfits(options.checkout, all);
  for (const error of errors) console.log(`ERROR ${error}`);
  const chosen = choose(all, options).filter(({ equivalent, survives }) => !equivalent && !survives);
  const verdicts = await judgeAll(chosen, options);
  const count = (kind: Verdict['kind']) => [...verdicts.values()].filter((one) => one.kind === kind).length;
  const [noticed, survived, broken] = [count('noticed'), count('survived'), count('error')];
  const left = chosen.length - verdicts.size;
  const given = all.filter(({ equivalent, survives }) => equivalent || survives).length;
  const rest = [
    ...(left > 0 ? [`${left} not tried for want of time`] : []),
    `${all.length} rows, ${given} with a reason why no test notices`,
  ];
  console.log(
    `mutants: ${noticed} noticed, ${survived} survived, ${broken} could not run; ${rest.join('; ')}`,
  );
  return { passed: noticed, failed: survived + broken + errors.length };
}

function choose(all: readonly Listed[], { checkout, changed, words = [] }: MutantOptions): readonly Listed[] {
  const named = all.filter((mutant) => {
    const text = `${mutant.list} ${mutant.file} ${mutant.means}`;
    return words.every((word) => text.includes(word));
  });
  if (!changed) return named;
  const change = new Change(checkout);
  return named.filter((mutant) => change.touches(mutant, mutant.list));
}

async function judgeAll(mutants: readonly Listed[], { checkout, seconds }: MutantOptions) {
  const end = seconds === undefined ? Number.POSITIVE_INFINITY : performance.now() + seconds * 1000;
  const verdicts = new Map<Listed, Verdict>();
  const waiting = mutants.values();
  const healthy = new Map<string, Promise<Healthy | string>>();
  const work = async () => {
    const bench = new Bench(checkout, healthy);
    try {
      for (const mutant of waiting) {
        if (performance.now() > end) return;
        const verdict = await bench.judge(mutant);
        verdicts.set(mutant, verdict);
        tell(mutant, verdict, verdicts.size, mutants.length);
      }
    } finally {
      await bench.close();
    }
  };
  const benches = Math.min(2, availableParallelism(), mutants.length);
  await Promise.all(Array.from({ length: benches }, work));
  return verdicts;
}

function tell({ file, means }: Listed, verdict: Verdict, done: number, all: number): void {
  const of = `${done}/${all} ${file}: ${means}`;
  if (verdict.kind === 'noticed') console.log(`ok       ${of}\n         ${verdict.by.split('\n')[0]}`);
  else if (verdict.kind === 'survived') console.log(`SURVIVED ${of}`);
  else console.log(`ERROR    ${of}\n         ${verdict.message}`);
}
