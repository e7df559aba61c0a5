import type { Table } from './command.ts';

/** Every command there is, in the order of help. */
export const table: Table = {
  init: { about: 'create a vault file', load: async () => (await import('./commands/init.ts')).init },
  status: {
    about: 'what is known of a vault without its passphrase',
    load: async () => (await import('./commands/status.ts')).status,
  },
  verify: {
    about: 'authenticate every object of a vault',
    load: async () => (await import('./commands/verify.ts')).verify,
  },
  'secret put': {
    about: "store a secret's fields as a new version",
    load: async () => (await import('./commands/put.ts')).put,
  },
  'secret patch': {
    about: 'change some fields of a secret, as a new version',
    load: async () => (await import('./commands/patch.ts')).patch,
  },
  'secret get': {
    about: 'print a secret or one of its fields',
    load: async () => (await import('./commands/get.ts')).get,
  },
  'secret list': { about: 'print paths', load: async () => (await import('./commands/list.ts')).list },
  'secret delete': {
    about: 'delete a secret so that undelete brings it back',
    load: async () => (await import('./commands/delete.ts')).remove,
  },
  'secret undelete': {
    about: 'bring back what a delete took',
    load: async () => (await import('./commands/delete.ts')).undelete,
  },
  'secret destroy': {
    about: 'destroy versions, or a secret, for ever',
    load: async () => (await import('./commands/destroy.ts')).destroy,
  },
  'secret rollback': {
    about: "store an earlier version's fields again, as a new version",
    load: async () => (await import('./commands/rollback.ts')).rollback,
  },
  'secret metadata': {
    about: 'print or change what is known of a secret',
    load: async () => (await import('./commands/metadata.ts')).metadata,
  },
  'secret move': {
    about: 'move a secret with all its versions',
    load: async () => (await import('./commands/move.ts')).move,
  },
  import: {
    about: 'bring secrets in from KeePass, dotenv or JSON files',
    load: async () => (await import('./commands/import.ts')).importFrom,
  },
  'policy create': {
    about: 'let clients do something at some paths',
    load: async () => (await import('./commands/policy-create.ts')).create,
  },
  'policy apply': {
    about: 'store the policies of a YAML file',
    load: async () => (await import('./commands/policy-apply.ts')).apply,
  },
  'policy get': {
    about: 'print a policy as YAML',
    load: async () => (await import('./commands/policy-get.ts')).getPolicy,
  },
  'policy list': {
    about: 'print the names of policies',
    load: async () => (await import('./commands/policy-list.ts')).listPolicies,
  },
  'policy delete': {
    about: 'delete a policy',
    load: async () => (await import('./commands/policy-delete.ts')).deletePolicy,
  },
  'policy test': {
    about: 'tell whether a client may do something, and by which policy',
    load: async () => (await import('./commands/policy-test.ts')).testPolicy,
  },
  'client register': {
    about: 'ask that a program may talk to the vault',
    load: async () => (await import('./commands/client-register.ts')).register,
  },
  'client list': {
    about: 'print the programs that may',
    load: async () => (await import('./commands/client-list.ts')).listClients,
  },
  'client revoke': {
    about: 'shut a program out',
    load: async () => (await import('./commands/client-revoke.ts')).revokeClient,
  },
  'cipher encrypt': {
    about: 'encrypt a file under a key of the vault',
    load: async () => (await import('./commands/cipher.ts')).encrypt,
  },
  'cipher decrypt': {
    about: 'decrypt such a file',
    load: async () => (await import('./commands/cipher.ts')).decrypt,
  },
  audit: {
    about: 'print who did what',
    load: async () => (await import('./commands/audit.ts')).audit,
  },
  'recovery issue': {
    about: 'print sheets of paper, some of which open the vault',
    load: async () => (await import('./commands/recovery-issue.ts')).issue,
  },
  'recovery check': {
    about: 'tell whether sheets would open the vault; changes nothing',
    load: async () => (await import('./commands/recovery-check.ts')).check,
  },
  'recovery restore': {
    about: 'set a new passphrase with enough sheets',
    load: async () => (await import('./commands/recovery-restore.ts')).restore,
  },
  'recovery activate': {
    about: 'read back the sheets of a new set, which then counts',
    load: async () => (await import('./commands/recovery-activate.ts')).activate,
  },
  'recovery status': {
    about: 'print what is known of the recovery set',
    load: async () => (await import('./commands/recovery-status.ts')).recoveryStatus,
  },
  'recovery revoke': {
    about: 'let no sheet open the vault any more',
    load: async () => (await import('./commands/recovery-revoke.ts')).revoke,
  },
  rekey: {
    about: 'new keys for the vault, where its passphrase, sheets or a copy may be in wrong hands',
    load: async () => (await import('./commands/rekey.ts')).rekey,
  },
  rotate: {
    about: 'a new data key for what is written from now on',
    load: async () => (await import('./commands/rotate.ts')).rotate,
  },
  'backup create': {
    about: 'make a proven backup, or bring one up to date',
    load: async () => (await import('./commands/backup-create.ts')).create,
  },
  'backup verify': {
    about: 'authenticate every object of a backup',
    load: async () => (await import('./commands/backup-verify.ts')).verify,
  },
  'backup list': {
    about: 'print the backups in a folder',
    load: async () => (await import('./commands/backup-list.ts')).list,
  },
  'backup prune': {
    about: 'let old backups in a folder go',
    load: async () => (await import('./commands/backup-prune.ts')).pruneCommand,
  },
  'backup restore': {
    about: 'put a backup into a new vault file, or in the place of one',
    load: async () => (await import('./commands/backup-restore.ts')).restore,
  },
  run: {
    about: 'run a command with secrets as environment variables',
    load: async () => (await import('./commands/run.ts')).runCommand,
  },
  inject: {
    about: 'fill secrets into a template',
    load: async () => (await import('./commands/inject.ts')).inject,
  },
  'ssh-agent': {
    about: 'serve SSH keys of secrets to ssh and git',
    load: async () => (await import('./commands/ssh-agent.ts')).sshAgent,
  },
  repair: {
    about: 'make a whole vault of a damaged one, with the help of backups',
    load: async () => (await import('./commands/repair.ts')).repair,
  },
  merge: {
    about: 'take up what another copy of the vault has',
    load: async () => (await import('./commands/merge.ts')).merge,
  },
  'key-file create': {
    about: 'make a file that a vault opens with together with its passphrase',
    load: async () => (await import('./commands/key-file-create.ts')).createFile,
  },
  'key-file set': {
    about: 'let a vault open with its passphrase and a file together',
    load: async () => (await import('./commands/key-file-set.ts')).setFile,
  },
  'key-file remove': {
    about: 'let a vault open with its passphrase alone again',
    load: async () => (await import('./commands/key-file-set.ts')).removeFile,
  },
  'store probe': {
    about: 'try what several writers can rely on at a place',
    load: async () => (await import('./commands/store-probe.ts')).storeProbe,
  },
  generate: {
    about: 'print a random password or passphrase',
    load: async () => (await import('./commands/generate.ts')).generate,
  },
  completion: {
    about: 'let a shell complete commands and options',
    load: async () => (await import('./commands/completion.ts')).completionOf(table),
  },
};
