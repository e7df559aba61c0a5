import type { Failure } from '../../shared/failure.ts';
import type { FailureText } from '../../shared/words/failure-text.ts';
import { words } from './words.ts';

const text = words.failures.pattern;

/** Why a pattern of a policy was refused, and where. */
export function patternRefused(failure: Extract<Failure, { code: 'bad-pattern' }>): FailureText {
  const { subject, reason, offset, detail, policy } = failure;
  const why = `${text.faults[reason]}${reason === 'regex' && detail !== undefined ? ` (${text.regexFaults[detail]})` : ''}`;
  const what = subject === 'path' ? text.path(policy, why) : text.programs(policy, why);
  return { what, next: text.next(offset + 1) };
}
