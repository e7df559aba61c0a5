import type { RegexFault } from '../../policy.ts';

/** What is wrong with a regular expression, to stand after a colon or in brackets. */
export const regexFaults: Readonly<Record<RegexFault, string>> = {
  'missing-bracket': 'missing closing ]',
  'missing-parenthesis': 'missing closing )',
  'unexpected-parenthesis': 'unexpected )',
  'bad-range': 'a range in brackets runs backwards or does not exist',
  'bad-escape': 'a backslash stands before what it cannot escape',
  'bad-group-name': 'the name of a group is given twice or cannot be one',
  'perl-only': 'look-around, references back and other syntax of Perl are not known',
  'nested-repeat': 'a repetition is repeated',
  'bad-repeat-count': 'a repetition has no such count',
  'nothing-to-repeat': 'there is nothing to repeat',
  'too-deep': 'it is nested too deeply',
  'too-large': 'it is too large',
};
