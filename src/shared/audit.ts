/** What is written down. `path` then holds what the action is about: a secret's path, the name of a policy, client or key. */
export const auditActions = [
  'unlock',
  'unlock.failed',
  'secret.get',
  'secret.put',
  'secret.list',
  'secret.delete',
  'secret.undelete',
  'secret.metadata',
  'policy.put',
  'policy.delete',
  'policy.list',
  'client.register',
  'client.answer',
  'client.revoke',
  'client.refused',
  'cipher.encrypt',
  'cipher.decrypt',
  'recovery.issue',
  'recovery.activate',
  'recovery.revoke',
  'recovery.restore',
  'recovery.rehearse',
  'passphrase.change',
  'key.replace',
  'backup.create',
  'backup.restore',
  'vault.merge',
  'audit.list',
  /** Older entries were removed by the bounds on age and number: written in the commit that removes them. */
  'audit.cut',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** `done`, `denied` (no policy allows it), or the code of a failure. */
export type AuditOutcome = 'done' | 'denied' | import('./failure.ts').FailureCode;

/** How much of the audit is kept: entries, and days. */
export interface AuditBounds {
  readonly entries: number;
  readonly days: number;
}

export const auditDefaults: AuditBounds = { entries: 50_000, days: 365 };
