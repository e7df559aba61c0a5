import type { Access, Decision, Permission } from '../../shared/policy.ts';
import { subjectSegments } from './pattern.ts';
import { type CompiledPolicy, grants, reaches } from './policy.ts';

/** Clients whose policies are kept apart, and answers kept for each. */
const most = { clients: 128, answers: 4_096 };

/** A policy, and its place in the order of names. */
interface Hung {
  readonly rank: number;
  readonly policy: CompiledPolicy;
}

interface Node {
  readonly next: Map<string, Node>;
  readonly policies: Hung[];
}

interface Client {
  readonly root: Node;
  readonly answers: Map<string, Decision>;
}

const denied: Decision = { allowed: false };

/** Answers for one state of the policies. Pure: nothing but time is saved by what it keeps. */
export class Decider {
  readonly #policies: readonly CompiledPolicy[];
  readonly #clients = new Map<string, Client>();

  /** In the order of names: the first that grants an access is named. */
  constructor(policies: readonly CompiledPolicy[]) {
    this.#policies = policies;
  }

  decide({ spiffeId, path, permission }: Access): Decision {
    const client = this.#client(spiffeId);
    if (client === undefined) return denied;
    const key = `${permission} ${path}`;
    const known = client.answers.get(key);
    if (known !== undefined) return known;
    const decision = answer(client.root, path, permission);
    if (client.answers.size >= most.answers) client.answers.clear();
    client.answers.set(key, decision);
    return decision;
  }

  #client(spiffeId: string): Client | undefined {
    const known = this.#clients.get(spiffeId);
    if (known !== undefined) return known;
    const segments = subjectSegments(spiffeId, 'spiffe-id');
    if (segments === undefined) return undefined;
    const root: Node = { next: new Map(), policies: [] };
    for (const [rank, policy] of this.#policies.entries())
      if (policy.spiffeId.matches(spiffeId, segments)) hang(root, rank, policy);
    if (this.#clients.size >= most.clients) this.#clients.clear();
    const client = { root, answers: new Map() };
    this.#clients.set(spiffeId, client);
    return client;
  }
}

// Each policy hangs where its path stops being plain words: a question walks down its own path and
// meets no other team's policies.
function hang(root: Node, rank: number, policy: CompiledPolicy): void {
  let node = root;
  for (const segment of policy.path.prefix) {
    let next = node.next.get(segment);
    if (next === undefined) {
      next = { next: new Map(), policies: [] };
      node.next.set(segment, next);
    }
    node = next;
  }
  node.policies.push({ rank, policy });
}

function answer(root: Node, asked: string, permission: Permission): Decision {
  const segments = subjectSegments(asked, 'path');
  if (segments === undefined) return denied;
  const path = segments.join('/');
  let best: Hung | undefined;
  let node: Node | undefined = root;
  for (let depth = 0; node !== undefined; depth++) {
    const found = node.policies.find(
      ({ policy }) =>
        grants(policy, permission) && policy.path.matches(path, segments) && reaches(policy, path),
    );
    if (found !== undefined && found.rank < (best?.rank ?? Number.POSITIVE_INFINITY)) best = found;
    node = node.next.get(segments[depth] ?? '');
  }
  return best === undefined ? denied : { allowed: true, policy: best.policy.name };
}
