import { fail } from '../../shared/failure.ts';
import {
  type Permission,
  type PolicySpec,
  permissions,
  policyLimits,
  systemFolder,
} from '../../shared/policy.ts';
import { compilePattern, type Pattern } from './pattern.ts';

/** A policy that can be asked. */
export interface CompiledPolicy {
  readonly name: string;
  readonly spiffeId: Pattern;
  readonly path: Pattern;
  readonly permissions: ReadonlySet<Permission>;
}

/**
 * Checks a policy as a person wrote it, and gives it in its one spelling. Refuses with `bad-input`
 * or `bad-pattern`.
 */
export async function checkPolicy(spec: PolicySpec): Promise<PolicySpec> {
  const { name, spiffeIdPattern, pathPattern } = spec;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this refuses
  const unfit = !name.isWellFormed() || /[\u0000-\u001f\u007f-\u009f]/.test(name) || name.trim() !== name;
  if (name === '' || name.length > policyLimits.name || unfit)
    fail({ code: 'bad-input', what: 'policy-name', reason: 'malformed' });
  const granted = permissions.filter((permission) => spec.permissions.includes(permission));
  if (granted.length === 0 || spec.permissions.some((permission) => !permissions.includes(permission)))
    fail({ code: 'bad-input', what: 'permissions', reason: 'unknown' });
  const compiled = await compilePolicy({ ...spec, permissions: granted });
  refuseReserved(compiled);
  return { name, spiffeIdPattern, pathPattern, permissions: granted };
}

/** `bad-pattern` where a pattern cannot be read. */
export async function compilePolicy(spec: PolicySpec): Promise<CompiledPolicy> {
  return {
    name: spec.name,
    spiffeId: await compilePattern(spec.spiffeIdPattern, 'spiffe-id'),
    path: await compilePattern(spec.pathPattern, 'path'),
    permissions: new Set(spec.permissions),
  };
}

/** `super` grants everything where the policy applies. */
export function grants(policy: CompiledPolicy, permission: Permission): boolean {
  return policy.permissions.has(permission) || policy.permissions.has('super');
}

/**
 * True for paths that are parts of Holdfast itself: a pattern never grants them, for it may not
 * have been meant to.
 */
export function isReserved(path: string): boolean {
  return path === systemFolder || path.startsWith(`${systemFolder}/`);
}

/**
 * A reserved path is granted by a policy that spells both the path and the client out, and by no
 * other.
 */
export function reaches(policy: CompiledPolicy, path: string): boolean {
  return !isReserved(path) || (policy.path.literal === path && policy.spiffeId.literal !== undefined);
}

// Says so when the policy is written, not when it turns out to grant nothing.
function refuseReserved({ spiffeId, path }: CompiledPolicy): void {
  const onlyReserved = isReserved(path.prefix.join('/'));
  if (onlyReserved && (path.literal === undefined || spiffeId.literal === undefined))
    fail({ code: 'bad-input', what: 'policy', reason: 'reserved' });
}
