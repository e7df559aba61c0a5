import type { Reach, Reader } from '../../shared/contract-policies.ts';
import type { Failure } from '../../shared/failure.ts';
import type { Access, Decision } from '../../shared/policy.ts';
import { api } from '../api.ts';
import { openDialog } from './dialog.ts';
import { untilLock, vaultStore } from './reset.ts';

export type AccessTab = 'people' | 'devices' | 'programs' | 'policies' | 'check' | 'audit';

/** What the policies answered to one question. */
export interface Checked {
  readonly access: Access;
  readonly decision: Decision;
  readonly readers: readonly Reader[];
  readonly reach: Reach;
}

interface AccessPage {
  readonly tab: AccessTab;
  readonly question: Access;
  readonly checked: Checked | undefined;
  readonly failure: Failure | undefined;
}

/** The page on policies and audit: which view, and the question that was put to the policies. */
export const useAccess = vaultStore<AccessPage>({
  tab: 'policies',
  question: { spiffeId: 'spiffe://', path: '', permission: 'read' },
  checked: undefined,
  failure: undefined,
});

export function openAccess(tab: AccessTab): void {
  useAccess.setState({ tab });
  openDialog('access');
}

export function showTab(tab: AccessTab): void {
  useAccess.setState({ tab });
}

export function changeQuestion(change: Partial<Access>): void {
  useAccess.setState(({ question }) => ({ question: { ...question, ...change } }));
}

/** Puts the question: may it, who else may, and what else can it reach? */
export async function check(): Promise<void> {
  const access = useAccess.getState().question;
  const unlocked = untilLock();
  const { spiffeId, path } = access;
  const [decision, readers, reach] = await Promise.all([
    api.policies.test(access),
    api.policies.who({ path }),
    api.policies.reach({ spiffeId }),
  ]);
  if (!unlocked()) return;
  if (!decision.ok) return useAccess.setState({ failure: decision.failure, checked: undefined });
  if (!readers.ok) return useAccess.setState({ failure: readers.failure, checked: undefined });
  if (!reach.ok) return useAccess.setState({ failure: reach.failure, checked: undefined });
  const { allowed, policy } = decision.value;
  const answer = { allowed, ...(policy !== undefined && { policy }) };
  const checked = { access, decision: answer, readers: readers.value, reach: reach.value };
  useAccess.setState({ failure: undefined, checked });
}
