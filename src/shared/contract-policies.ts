import * as z from 'zod/mini';
import { auditKinds } from './audit.ts';
import { call, count, nothing, path, text, time } from './call.ts';
import type { ValueOf } from './parsed.ts';
import { permissions, policyLimits } from './policy.ts';

// Longer than a pattern may be: main says what is wrong with it, and where.
const pattern = text(4 * policyLimits.pattern);
const permission = z.enum(permissions);
const policyName = text(4 * policyLimits.name);
const spiffeId = text(2_048);

const spec = {
  name: policyName,
  spiffeIdPattern: pattern,
  pathPattern: pattern,
  permissions: z.array(permission).check(z.maxLength(permissions.length)),
};
/** A policy as a person writes it. */
export const policySpec = z.strictObject(spec);
// Not strict: members that a later build stored stay where they are.
const policy = z.object({ ...spec, createdAt: z.optional(time), updatedAt: z.optional(time) });
const yaml = text(2 * policyLimits.file);
const names = z.array(z.string());
const grant = z.strictObject({ permission, policy: z.string() });

/** Who may do what where. */
export const policies = {
  list: call(nothing, z.array(policy)),
  /** Makes a policy, or replaces the one of its name. `bad-input`, `bad-pattern`. */
  put: call(policySpec, policy),
  delete: call(z.strictObject({ name: policyName }), nothing),
  /** All policies of a YAML text or none. */
  apply: call(z.strictObject({ yaml }), z.strictObject({ created: names, updated: names, unchanged: names })),
  /** What a YAML text says, for the form beside it; nothing is stored. */
  read: call(z.strictObject({ yaml }), z.array(policySpec)),
  /** The other way. */
  write: call(z.strictObject({ policies: z.array(policySpec) }), z.strictObject({ yaml })),
  test: call(
    z.strictObject({ spiffeId, path, permission }),
    z.strictObject({ allowed: z.boolean(), policy: z.optional(z.string()) }),
  ),
  /** The registered programs that may do something at a path, and by which policy each. */
  who: call(
    z.strictObject({ path }),
    z.array(z.strictObject({ name: z.string(), spiffeId: z.string(), grants: z.array(grant) })),
  ),
  /** The secrets that a program may do something with: how many, and the first of them. */
  reach: call(
    z.strictObject({ spiffeId }),
    z.strictObject({
      total: count,
      secrets: z.array(z.strictObject({ path: z.string(), permissions: z.array(permission) })),
    }),
  ),
} as const;

/** What an audit has of one act. */
export const auditEntry = z.strictObject({
  index: count,
  time,
  client: z.string(),
  action: z.string(),
  path: z.optional(z.string()),
  outcome: z.string(),
  count: z.optional(count),
});
const query = {
  since: z.optional(time),
  client: z.optional(spiffeId),
  kind: z.optional(z.enum(auditKinds)),
  /** `refused`: what was denied or failed. */
  outcome: z.optional(z.enum(['done', 'refused'])),
};

/** What was done, and by whom. */
export const audit = {
  /** The newest entries before an index, newest first. `damaged` where the chain is broken. */
  list: call(
    z.strictObject({
      ...query,
      before: z.optional(count),
      limit: z.int().check(z.minimum(1), z.maximum(500)),
    }),
    z.strictObject({ entries: z.array(auditEntry), more: z.boolean() }),
  ),
  /** Asks where, then writes JSON lines, oldest first; `undefined` when that was cancelled. */
  export: call(z.strictObject(query), z.optional(z.strictObject({ file: z.string(), entries: count }))),
} as const;

export type ShownPolicy = ValueOf<typeof policy>;
export type Reach = ValueOf<(typeof policies.reach)['output']>;
export type Reader = ValueOf<(typeof policies.who)['output']>[number];
export type ShownEntry = ValueOf<typeof auditEntry>;
