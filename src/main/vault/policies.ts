import { type Failure, fail, failureOf } from '../../shared/failure.ts';
import type { Access, Decision, PolicySpec } from '../../shared/policy.ts';
import type { Backend } from '../backend/backend.ts';
import type { AuditChange, Change, Policy } from '../backend/changes.ts';
import type { Decider } from '../policy/match.ts';
import type { CompiledPolicy } from '../policy/policy.ts';
import { type Audit, owner } from './audit.ts';

/** What `apply` did, by name. */
export interface Applied {
  readonly created: readonly string[];
  readonly updated: readonly string[];
  readonly unchanged: readonly string[];
}

/**
 * Who may do what where. A change acts on the next question. `by`: who changes them, for the audit.
 */
export class Policies {
  readonly #backend: Backend;
  readonly #audit: Audit;
  #compiled = new Map<Policy, CompiledPolicy | undefined>();
  #decider: { readonly of: readonly Policy[]; readonly made: Promise<Decider> } | undefined;

  constructor(backend: Backend, audit: Audit) {
    this.#backend = backend;
    this.#audit = audit;
  }

  /** In the order of names. */
  list(): Promise<readonly Policy[]> {
    return this.#backend.loadAllPolicies();
  }

  /** `not-found`. */
  async get(name: string): Promise<Policy> {
    return (await this.#backend.loadPolicy(name)) ?? fail({ code: 'not-found', what: 'policy', name });
  }

  /**
   * Makes a policy or replaces the one of its name, whose `createdAt` stays. `bad-input`,
   * `bad-pattern`.
   */
  async put(spec: PolicySpec, by = owner): Promise<Policy> {
    const { checkPolicy } = await import('../policy/policy.ts');
    const policy = await checkPolicy(spec);
    await this.#write([{ op: 'policy', policy }], by);
    return this.get(policy.name);
  }

  /**
   * All policies of a YAML text or none; those that are there as written are left alone. Also
   * `too-large`.
   */
  async apply(yaml: string, by = owner): Promise<Applied> {
    const { parsePolicies } = await import('../policy/yaml.ts');
    const specs = await checkAll(parsePolicies(yaml));
    await this.#backend.refresh();
    const existing = new Map((await this.list()).map((policy) => [policy.name, policy]));
    const created = specs.filter(({ name }) => !existing.has(name));
    const unchanged = specs.filter((spec) => sameSpec(existing.get(spec.name), spec));
    const updated = specs.filter((spec) => !created.includes(spec) && !unchanged.includes(spec));
    const changes = [...created, ...updated].map((policy): Change => ({ op: 'policy', policy }));
    if (changes.length > 0) await this.#write(changes, by);
    return { created: created.map(nameOf), updated: updated.map(nameOf), unchanged: unchanged.map(nameOf) };
  }

  /** `not-found`. */
  async delete(name: string, by = owner): Promise<void> {
    await this.#write([{ op: 'delete-policy', name }], by);
  }

  /** May it? No network, no disk: policies are in memory, compiled once. */
  async decide(access: Access): Promise<Decision> {
    return (await this.decider()).decide(access);
  }

  /** For many questions about one state of the policies, such as every path of a list. */
  async decider(): Promise<Decider> {
    const policies = await this.#backend.loadAllPolicies();
    // The backend gives the same list until a policy changes, here or in another program.
    if (this.#decider?.of !== policies) this.#decider = { of: policies, made: this.#compile(policies) };
    return this.#decider.made;
  }

  /**
   * The policies that hold for a client, in the order of names; `literal`: they name it and no
   * other.
   */
  async about(spiffeId: string): Promise<{ policy: Policy; literal: boolean }[]> {
    await this.decider();
    const segments = spiffeId.split('/');
    return [...this.#compiled].flatMap(([policy, compiled]) =>
      compiled?.spiffeId.matches(spiffeId, segments)
        ? [{ policy, literal: compiled.spiffeId.literal !== undefined }]
        : [],
    );
  }

  /** Forgets what was compiled: at lock. */
  clear(): void {
    this.#compiled.clear();
    this.#decider = undefined;
  }

  async #compile(policies: readonly Policy[]): Promise<Decider> {
    const [{ Decider }, { compilePolicy }] = await Promise.all([
      import('../policy/match.ts'),
      import('../policy/policy.ts'),
    ]);
    const compiled = new Map<Policy, CompiledPolicy | undefined>();
    for (const policy of policies)
      compiled.set(policy, this.#compiled.get(policy) ?? (await compilePolicy(policy).catch(unreadable)));
    this.#compiled = compiled;
    return new Decider([...compiled.values()].filter((policy) => policy !== undefined));
  }

  /** Deletes what names a client and no other. */
  async deleteAbout(spiffeId: string, by = owner): Promise<void> {
    const { changes, audit } = await this.removalOf(spiffeId, by);
    if (changes.length > 0) await this.#backend.write(changes, audit);
  }

  /** As `deleteAbout`, for a commit of the caller's. */
  async removalOf(spiffeId: string, by: string): Promise<{ changes: Change[]; audit: AuditChange[] }> {
    const named = (await this.about(spiffeId)).filter(({ literal }) => literal);
    const changes = named.map(({ policy }): Change => ({ op: 'delete-policy', name: policy.name }));
    return { changes, audit: this.#entriesOf(changes, by) };
  }

  // Policy and entry in one commit: there is no change that nobody wrote down.
  async #write(changes: readonly Change[], by: string): Promise<void> {
    await this.#backend.write(changes, this.#entriesOf(changes, by));
  }

  #entriesOf(changes: readonly Change[], client: string): AuditChange[] {
    return changes.map((change) =>
      this.#audit.entry({
        client,
        action: change.op === 'delete-policy' ? 'policy.delete' : 'policy.put',
        path: nameIn(change),
        outcome: 'done',
      }),
    );
  }
}

// A stored policy that this build cannot read grants nothing.
function unreadable(error: unknown): undefined {
  if (failureOf(error)?.code === 'bad-pattern') return undefined;
  throw error;
}

async function checkAll(specs: readonly PolicySpec[]): Promise<PolicySpec[]> {
  const { checkPolicy } = await import('../policy/policy.ts');
  const checked: PolicySpec[] = [];
  for (const spec of specs)
    checked.push(await checkPolicy(spec).catch((error: unknown) => naming(error, spec.name)));
  return checked;
}

type BadInput = Extract<Failure, { code: 'bad-input' }>;
type BadPolicy = Extract<BadInput, { what: 'policy-name' | 'permissions' | 'policy' }>;

function isOfPolicy(failure: BadInput): failure is BadPolicy {
  return ['policy-name', 'permissions', 'policy'].includes(failure.what);
}

function naming(error: unknown, policy: string): never {
  const failure = failureOf(error);
  if (failure?.code === 'bad-pattern') return fail({ ...failure, policy });
  if (failure?.code === 'bad-input' && isOfPolicy(failure))
    return fail({ ...failure, policy: policy.slice(0, 80) });
  throw error;
}

function sameSpec(found: Policy | undefined, spec: PolicySpec): boolean {
  return (
    found !== undefined &&
    found.spiffeIdPattern === spec.spiffeIdPattern &&
    found.pathPattern === spec.pathPattern &&
    found.permissions.join() === spec.permissions.join()
  );
}

function nameOf({ name }: PolicySpec): string {
  return name;
}

function nameIn(change: Change): string {
  if (change.op === 'policy') return change.policy.name;
  return change.op === 'delete-policy' ? change.name : '';
}
