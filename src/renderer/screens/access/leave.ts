import { ask } from '../../stores/dialog.ts';
import { usePolicies } from '../../stores/policies.ts';
import { words } from '../../words/words.ts';

/** Asks when a policy was changed and not saved; true when it may be left. */
export async function mayLeaveDraft(): Promise<boolean> {
  if (!usePolicies.getState().draft?.changed) return true;
  const { leaveTitle: title, leaveText: text, leaveYes: yes, leaveNo: no } = words.access.policies;
  return ask({ title, text, yes, no, danger: true });
}
