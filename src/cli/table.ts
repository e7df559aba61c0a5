import type { Table } from './command.ts';

/** Every command there is, in the order of help. */
export const table: Table = {
  init: { load: async () => (await import('./commands/init.ts')).init },
  status: {
    load: async () => (await import('./commands/status.ts')).status,
  },
  verify: {
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  'secret put': {
    load: async () => (await import('./commands/put.ts')).put,
  },
  'secret patch': {
    load: async () => (await import('./commands/patch.ts')).patch,
  },
  'secret get': {
    load: async () => (await import('./commands/get.ts')).get,
  },
  'secret list': { load: async () => (await import('./commands/list.ts')).list },
  'secret delete': {
    load: async () => (await import('./commands/delete.ts')).remove,
  },
  'secret undelete': {
    load: async () => (await import('./commands/delete.ts')).undelete,
  },
  'secret destroy': {
    load: async () => (await import('./commands/destroy.ts')).destroy,
  },
  'secret rollback': {
    load: async () => (await import('./commands/rollback.ts')).rollback,
  },
  'secret copy': {
    load: async () => (await import('./commands/copy.ts')).copy,
  },
  'secret diff': {
    load: async () => (await import('./commands/diff.ts')).diff,
  },
  'secret metadata': {
    load: async () => (await import('./commands/metadata.ts')).metadata,
  },
  'secret favourite': {
    load: async () => (await import('./commands/favourite.ts')).favourite,
  },
  'secret move': {
    load: async () => (await import('./commands/move.ts')).move,
  },
  search: { load: async () => (await import('./commands/search.ts')).search },
  templates: { load: async () => (await import('./commands/templates.ts')).templates },
  expiring: { load: async () => (await import('./commands/expiring.ts')).expiring },
  health: { load: async () => (await import('./commands/health.ts')).health },
  otp: { load: async () => (await import('./commands/otp.ts')).otp },
  export: { load: async () => (await import('./commands/export.ts')).exportTo },
  import: {
    load: async () => (await import('./commands/import.ts')).importFrom,
  },
  'policy create': {
    load: async () => (await import('./commands/policy-create.ts')).create,
  },
  'policy apply': {
    load: async () => (await import('./commands/policy-apply.ts')).apply,
  },
  'policy get': {
    load: async () => (await import('./commands/policy-get.ts')).getPolicy,
  },
  'policy list': {
    load: async () => (await import('./commands/policy-list.ts')).listPolicies,
  },
  'policy delete': {
    load: async () => (await import('./commands/policy-delete.ts')).deletePolicy,
  },
  'policy test': {
    load: async () => (await import('./commands/policy-test.ts')).testPolicy,
  },
  'client register': {
    load: async () => (await import('./commands/client-register.ts')).register,
  },
  'client list': {
    load: async () => (await import('./commands/client-list.ts')).listClients,
  },
  'client revoke': {
    load: async () => (await import('./commands/client-revoke.ts')).revokeClient,
  },
  'cipher encrypt': {
    load: async () => (await import('./commands/cipher.ts')).encrypt,
  },
  'cipher decrypt': {
    load: async () => (await import('./commands/cipher.ts')).decrypt,
  },
  audit: {
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  'recovery issue': {
    load: async () => (await import('./commands/recovery-issue.ts')).issue,
  },
  'recovery check': {
    load: async () => (await import('./commands/recovery-check.ts')).check,
  },
  'recovery restore': {
    load: async () => (await import('./commands/recovery-restore.ts')).restore,
  },
  'recovery activate': {
    load: async () => (await import('./commands/recovery-activate.ts')).activate,
  },
  'recovery status': {
    load: async () => (await import('./commands/recovery-status.ts')).recoveryStatus,
  },
  'recovery revoke': {
    load: async () => (await import('./commands/recovery-revoke.ts')).revoke,
  },
  'recovery letter': {
    load: async () => (await import('./commands/recovery-letter.ts')).letter,
  },
  'rescue drill': {
    load: async () => (await import('./commands/rescue-drill.ts')).drill,
  },
  rekey: {
    load: async () => (await import('./commands/rekey.ts')).rekey,
  },
  rotate: {
    load: async () => (await import('./commands/rotate.ts')).rotate,
  },
  'people list': {
    load: async () => (await import('./commands/people-list.ts')).listPeople,
  },
  'people invite': {
    load: async () => (await import('./commands/people-invite.ts')).invite,
  },
  'people join': {
    load: async () => (await import('./commands/people-join.ts')).joinPeople,
  },
  'people confirm': {
    load: async () => (await import('./commands/people-confirm.ts')).confirmPerson,
  },
  'people remove': {
    load: async () => (await import('./commands/people-remove.ts')).removePerson,
  },
  'people name': {
    load: async () => (await import('./commands/people-name.ts')).namePerson,
  },
  devices: {
    load: async () => (await import('./commands/devices.ts')).devices,
  },
  'backup create': {
    load: async () => (await import('./commands/backup-create.ts')).create,
  },
  'backup verify': {
    load: async () => (await import('./commands/backup-verify.ts')).verify,
  },
  'backup list': {
    load: async () => (await import('./commands/backup-list.ts')).list,
  },
  'backup prune': {
    load: async () => (await import('./commands/backup-prune.ts')).pruneCommand,
  },
  'backup restore': {
    load: async () => (await import('./commands/backup-restore.ts')).restore,
  },
  run: {
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  inject: {
    load: async () => (await import('./commands/inject.ts')).inject,
  },
  'ssh-agent': {
    load: async () => (await import('./commands/ssh-agent.ts')).sshAgent,
  },
  repair: {
    load: async () => (await import('./commands/repair.ts')).repair,
  },
  merge: {
    load: async () => (await import('./commands/merge.ts')).merge,
  },
  'key-file create': {
    load: async () => (await import('./commands/key-file-create.ts')).createFile,
  },
  'key-file set': {
    load: async () => (await import('./commands/key-file-set.ts')).setFile,
  },
  'key-file remove': {
    load: async () => (await import('./commands/key-file-set.ts')).removeFile,
  },
  'security-key add': {
    load: async () => (await import('./commands/security-key-add.ts')).addSecurityKey,
  },
  'security-key list': {
    load: async () => (await import('./commands/security-keys.ts')).listSecurityKeys,
  },
  'security-key rename': {
    load: async () => (await import('./commands/security-keys.ts')).renameSecurityKey,
  },
  'security-key remove': {
    load: async () => (await import('./commands/security-keys.ts')).removeSecurityKey,
  },
  move: {
    load: async () => (await import('./commands/vault-move.ts')).moveVaultTo,
  },
  'store probe': {
    load: async () => (await import('./commands/store-probe.ts')).storeProbe,
  },
  quick: { load: async () => (await import('./commands/quick.ts')).quick },
  generate: {
    load: async () => (await import('./commands/generate.ts')).generate,
  },
  completion: {
    load: async () => (await import('./commands/completion.ts')).completionOf(table),
  },
};
