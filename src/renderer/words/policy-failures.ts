import type { Failure } from '../../shared/failure.ts';
import type { PatternFault } from '../../shared/policy.ts';
import type { FailureText } from './failure-text.ts';

/** Why a pattern of a policy was refused, and where. */
export function patternRefused(failure: Extract<Failure, { code: 'bad-pattern' }>): FailureText {
  const { subject, reason, offset, detail, policy } = failure;
  const which = subject === 'path' ? 'The path pattern' : 'The pattern of programs';
  const whose = policy === undefined ? '' : ` of “${policy}”`;
  const engine = reason === 'regex' && detail !== undefined ? ` (${detail})` : '';
  return {
    what: `${which}${whose} cannot be used: ${faults[reason]}${engine}.`,
    next: `Look at character ${offset + 1}. Nothing was changed.`,
  };
}

const faults: Readonly<Record<PatternFault, string>> = {
  empty: 'it is empty',
  'too-long': 'it is longer than 512 characters',
  'control-character': 'it holds a control character',
  'empty-segment': 'no path begins or ends with a slash, or has two in a row',
  'dot-segment': 'no path has a part that is . or ..',
  'double-star': '** stands alone between two slashes',
  'trailing-backslash': 'a backslash needs a character after it',
  'looks-like-regex': 'a regular expression begins with re: and needs no ^ or $',
  'not-a-spiffe-id': 'it begins with spiffe:// or is **',
  regex: 'the regular expression cannot be read',
  'too-complex': 'the regular expression is too large',
};
