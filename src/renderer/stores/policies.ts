import type { ShownPolicy } from '../../shared/contract-policies.ts';
import type { Failure } from '../../shared/failure.ts';
import type { PolicySpec } from '../../shared/policy.ts';
import { api } from '../api.ts';
import { untilLock, vaultStore } from './reset.ts';

/** A policy that is looked at or edited, as a form and as YAML beside it. */
export interface PolicyDraft {
  /** The stored policy that it began with; `undefined`: a new one. */
  readonly from: string | undefined;
  /**
   * What the YAML says; several when it holds more than the form shows, none while it cannot be
   * read.
   */
  readonly specs: readonly PolicySpec[];
  readonly yaml: string;
  /** What is wrong with the YAML as it stands. */
  readonly unread: Failure | undefined;
  readonly changed: boolean;
  readonly saving: boolean;
  /** Why saving was refused. */
  readonly failure: Failure | undefined;
}

interface Policies {
  /** `undefined` until main has answered. */
  readonly list: readonly ShownPolicy[] | undefined;
  readonly failure: Failure | undefined;
  readonly draft: PolicyDraft | undefined;
}

/** The policies of the open vault. */
export const usePolicies = vaultStore<Policies>({ list: undefined, failure: undefined, draft: undefined });

const blank: PolicySpec = { name: '', spiffeIdPattern: 'spiffe://', pathPattern: '', permissions: ['read'] };
let typed = 0;

export async function loadPolicies(): Promise<void> {
  const unlocked = untilLock();
  const reply = await api.policies.list();
  if (!unlocked()) return;
  if (reply.ok) usePolicies.setState({ list: reply.value, failure: undefined });
  else usePolicies.setState({ failure: reply.failure });
}

/** Begins with a stored policy, or with a new one. */
export async function editPolicy(name?: string): Promise<void> {
  const found = usePolicies.getState().list?.find((policy) => policy.name === name);
  const spec = found === undefined ? blank : specOf(found);
  const draft = {
    from: found?.name,
    specs: [spec],
    yaml: '',
    unread: undefined,
    changed: false,
    saving: false,
    failure: undefined,
  };
  usePolicies.setState({ draft });
  await writeYaml(spec);
}

export function closeDraft(): void {
  typed += 1;
  usePolicies.setState({ draft: undefined });
}

/** Takes a change of the form over into the YAML. */
export async function changeSpec(change: Partial<PolicySpec>): Promise<void> {
  const { draft } = usePolicies.getState();
  const [spec] = draft?.specs ?? [];
  if (draft === undefined || spec === undefined || draft.specs.length > 1) return;
  const next = { ...spec, ...change };
  patch({ specs: [next], changed: true, failure: undefined });
  await writeYaml(next);
}

/** Takes a change of the YAML over into the form. What was typed meanwhile wins. */
export function changeYaml(yaml: string): Promise<void> {
  reading = readYaml(yaml);
  return reading;
}

// The last YAML that was typed, on its way into the form: whoever saves waits for it.
let reading: Promise<void> = Promise.resolve();

async function readYaml(yaml: string): Promise<void> {
  const mine = ++typed;
  patch({ yaml, changed: true, failure: undefined });
  const reply = await api.policies.read({ yaml });
  if (mine !== typed) return;
  if (reply.ok) patch({ specs: reply.value, unread: undefined });
  else patch({ unread: reply.failure });
}

async function writeYaml(spec: PolicySpec): Promise<void> {
  const mine = ++typed;
  const reply = await api.policies.write({ policies: [{ ...spec, permissions: [...spec.permissions] }] });
  if (mine === typed && reply.ok) patch({ yaml: reply.value.yaml, unread: undefined });
}

/** Stores what the draft says, all or none; what was done, or `undefined` when it was refused. */
export async function savePolicies() {
  await reading;
  const { draft } = usePolicies.getState();
  if (draft === undefined || draft.saving) return undefined;
  patch({ saving: true, failure: undefined });
  const unlocked = untilLock();
  const [only, ...others] = draft.unread === undefined ? draft.specs : [];
  const single = only !== undefined && others.length === 0;
  const reply = single
    ? await api.policies.put({ ...only, permissions: [...only.permissions] })
    : await api.policies.apply({ yaml: draft.yaml });
  if (!unlocked()) return undefined;
  if (!reply.ok) {
    patch({ saving: false, failure: reply.failure });
    return undefined;
  }
  await loadPolicies();
  if ('name' in reply.value) {
    await editPolicy(reply.value.name);
    return { one: reply.value.name };
  }
  closeDraft();
  return { many: reply.value };
}

/** True once it is gone. */
export async function deletePolicy(name: string): Promise<boolean> {
  const unlocked = untilLock();
  const reply = await api.policies.delete({ name });
  if (!unlocked()) return false;
  if (reply.ok) closeDraft();
  else patch({ failure: reply.failure });
  await loadPolicies();
  return reply.ok;
}

function patch(change: Partial<PolicyDraft>): void {
  usePolicies.setState(({ draft }) => ({ draft: draft && { ...draft, ...change } }));
}

function specOf({ name, spiffeIdPattern, pathPattern, permissions }: ShownPolicy): PolicySpec {
  return { name, spiffeIdPattern, pathPattern, permissions };
}
