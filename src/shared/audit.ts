/**
 * What is written down. `path` then holds what the action is about: a secret's path, the name of a
 * policy, client or key.
 */
export const auditActions = [
  'unlock',
  'unlock.failed',
  'secret.get',
  'secret.otp',
  'secret.put',
  'secret.list',
  'secret.health',
  'secret.delete',
  'secret.undelete',
  'secret.destroy',
  'secret.move',
  'secret.metadata',
  'policy.put',
  'policy.delete',
  'policy.list',
  'client.register',
  'client.answer',
  'client.revoke',
  'client.refused',
  'client.list',
  'cipher.encrypt',
  'cipher.decrypt',
  'recovery.status',
  'recovery.issue',
  'recovery.activate',
  'recovery.revoke',
  'recovery.restore',
  'recovery.rehearse',
  'recovery.check',
  'recovery.drill',
  'passphrase.change',
  'people.invite',
  'people.withdraw',
  'people.confirm',
  'people.remove',
  'people.name',
  'security-key.add',
  'security-key.name',
  'security-key.remove',
  'key.replace',
  /**
   * A backup of the open vault begins; its outcome, also of one that was made after a lock, follows
   * as `backup.create`.
   */
  'backup.begin',
  'backup.create',
  'backup.restore',
  'vault.merge',
  /** Something was written apart on two devices, and both are kept; the count says of how much. */
  'vault.join',
  /** A device was declared gone. */
  'device.gone',
  'vault.repair',
  'vault.import',
  /** Entries of an imported file that were left out, or that failed: the count says how many. */
  'import.skipped',
  'import.failed',
  'import.undo',
  'vault.export',
  'vault.verify',
  'audit.list',
  /**
   * Older entries were removed by the bounds on age and number: written in the commit that removes
   * them.
   */
  'audit.cut',
  /** Refusals of a client that had its entries: one for all of them, with their count. */
  'audit.fold',
] as const;
export type AuditAction = (typeof auditActions)[number];

/** What a person looks for in the audit: each action is of one kind. */
export const auditKinds = [
  'reading',
  'writing',
  'unlocking',
  'programs',
  'cipher',
  'keeping',
  'audit',
] as const;
export type AuditKind = (typeof auditKinds)[number];

export const auditKindOf: Readonly<Record<AuditAction, AuditKind>> = {
  unlock: 'unlocking',
  'unlock.failed': 'unlocking',
  'secret.get': 'reading',
  'secret.otp': 'reading',
  'secret.list': 'reading',
  'secret.health': 'reading',
  'secret.metadata': 'reading',
  'secret.put': 'writing',
  'secret.delete': 'writing',
  'secret.undelete': 'writing',
  'secret.destroy': 'writing',
  'secret.move': 'writing',
  'vault.merge': 'writing',
  'vault.join': 'writing',
  'device.gone': 'keeping',
  'vault.import': 'writing',
  'import.skipped': 'writing',
  'import.failed': 'writing',
  'import.undo': 'writing',
  'vault.export': 'reading',
  'policy.put': 'programs',
  'policy.delete': 'programs',
  'policy.list': 'programs',
  'client.register': 'programs',
  'client.answer': 'programs',
  'client.revoke': 'programs',
  'client.refused': 'programs',
  'client.list': 'programs',
  'cipher.encrypt': 'cipher',
  'cipher.decrypt': 'cipher',
  'vault.repair': 'keeping',
  'vault.verify': 'keeping',
  'recovery.status': 'keeping',
  'recovery.issue': 'keeping',
  'recovery.activate': 'keeping',
  'recovery.revoke': 'keeping',
  'recovery.restore': 'keeping',
  'recovery.rehearse': 'keeping',
  'recovery.check': 'keeping',
  'recovery.drill': 'keeping',
  'passphrase.change': 'keeping',
  'people.invite': 'keeping',
  'people.withdraw': 'keeping',
  'people.confirm': 'keeping',
  'people.remove': 'keeping',
  'people.name': 'keeping',
  'security-key.add': 'keeping',
  'security-key.name': 'keeping',
  'security-key.remove': 'keeping',
  'key.replace': 'keeping',
  'backup.begin': 'keeping',
  'backup.create': 'keeping',
  'backup.restore': 'keeping',
  'audit.list': 'audit',
  'audit.cut': 'audit',
  'audit.fold': 'audit',
};

/** `done`, `denied` (no policy allows it), or the code of a failure. */
export type AuditOutcome = 'done' | 'denied' | import('./failure.ts').FailureCode;

/** How much of the audit is kept: entries, and days. */
export interface AuditBounds {
  readonly entries: number;
  readonly days: number;
}

export const auditDefaults: AuditBounds = { entries: 50_000, days: 365 };
