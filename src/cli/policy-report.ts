import type { Policy } from '../main/backend/changes.ts';
import type { Session } from './command.ts';
import { printJson, printLines } from './print.ts';

/** A policy as --json tells it. */
export function policyObject({ createdAt, updatedAt, ...policy }: Policy): Record<string, unknown> {
  const { name, spiffeIdPattern, pathPattern, permissions } = policy;
  return {
    name,
    spiffeIdPattern,
    pathPattern,
    permissions,
    createdAt: time(createdAt),
    updatedAt: time(updatedAt),
  };
}

/** One policy: as JSON, or as the YAML that `policy apply` takes. */
export async function printPolicy(call: Session, policy: Policy): Promise<void> {
  if (call.global.json) return printJson(call, policyObject(policy));
  const { policyYaml } = await import('../main/policy/yaml.ts');
  await printLines(call, [policyYaml([policy]).trimEnd()]);
}

function time(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : new Date(milliseconds).toISOString();
}
