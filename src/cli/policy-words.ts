import type { Failure } from '../shared/failure.ts';
import type { PatternFault } from '../shared/policy.ts';
import { visible } from './visible.ts';

type BadPattern = Extract<Failure, { code: 'bad-pattern' }>;

/** Why a pattern was refused, with its place. */
export function patternWords({ subject, pattern, reason, offset, detail, policy }: BadPattern): string {
  const which = subject === 'path' ? 'path pattern' : 'SPIFFE ID pattern';
  const whose = policy === undefined ? '' : ` of the policy "${visible(policy)}"`;
  const why = detail === undefined ? faults[reason] : `${faults[reason]}: ${visible(detail)}`;
  return `The ${which} "${visible(pattern.slice(0, 80))}"${whose} is refused at character ${offset + 1}: ${why}. Nothing was changed.`;
}

const faults: Readonly<Record<PatternFault, string>> = {
  empty: 'it is empty',
  'too-long': 'it is longer than 512 characters',
  'control-character': 'it holds a control character or is not valid text',
  'empty-segment': 'a slash at either end or two in a row match no path',
  'dot-segment': 'no path has a part that is . or ..',
  'double-star': '** stands alone between slashes, for whole parts of a path',
  'trailing-backslash': 'a backslash needs a character after it',
  'looks-like-regex': 'regular expressions begin with re:, and need no ^ or $',
  'not-a-spiffe-id': 'it begins with spiffe:// or is **',
  regex: 'the regular expression cannot be read',
  'too-complex': 'the regular expression is too large',
};
