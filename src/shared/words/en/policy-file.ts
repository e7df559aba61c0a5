import type { PolicyFileFault } from '../../failure-reasons.ts';
import { permissions } from '../../policy.ts';

type Told = { readonly field?: string; readonly name?: string };

const fields = 'name, spiffeidPattern, pathPattern, permissions';

/** What is wrong with a line of a policy file, to stand after a colon. */
export const policyFileFaults: Readonly<Record<PolicyFileFault, (told: Told) => string>> = {
  'tab-indent': () => 'a tab cannot indent',
  'duplicate-field': () => 'a field is given twice',
  'bad-indent': () => 'the indentation is wrong',
  'bad-escape': () => 'in double quotes write a backslash twice, or use single quotes',
  alias: () => 'aliases are not allowed',
  'not-yaml': () => 'this is not valid YAML',
  'too-deep': () => 'it is nested too deeply',
  'not-a-policy': () => `a policy has the fields ${fields}`,
  'missing-field': ({ field = '' }) => `${field} is missing`,
  'unknown-field': () => `the fields here are ${fields}`,
  'not-one-text': ({ field = '' }) => `${field} must be one text, without an alias`,
  'empty-field': ({ field = '' }) => `${field} is empty`,
  'unknown-permission': () => `permissions are ${permissions.join(', ')}`,
  'duplicate-name': ({ name = '' }) => `two policies have the name ${name}`,
};
