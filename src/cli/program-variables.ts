import { type Failure, fail } from '../shared/failure.ts';
import { changesPrograms } from '../shared/program-variables.ts';

type Refused = Extract<Failure, { what: 'program-variables' }>;

/** Refuses names that come from a secret; `path` is the secret's where all of it was asked for. */
export function refuseProgramVariables(given: readonly string[], asked: Pick<Refused, 'for' | 'path'>): void {
  const names = [...new Set(given.filter(changesPrograms))];
  if (names.length > 0)
    fail({ code: 'bad-input', what: 'program-variables', reason: 'from-secret', names, ...asked });
}
