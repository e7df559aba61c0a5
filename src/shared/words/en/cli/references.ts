import type { ReferenceFault } from '../../../failure-reasons.ts';

/** Why what begins like a reference is none, to stand after a colon. */
export const referenceFaults: Readonly<Record<ReferenceFault, string>> = {
  'no-key': 'it has no #KEY',
  'empty-key': 'the key after # is empty',
  'not-a-path': 'what stands before # is no path',
  query: 'after ? it may say version=N and nothing else',
  percent: 'a % in it begins no code: write %25',
  'open-braces': 'its {{ does not end on the line',
};
