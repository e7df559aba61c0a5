import type { ApiInput } from '../../../shared/api.ts';
import type { Want } from '../../../shared/client.ts';
import {
  auditPath,
  backupPath,
  cipherPath,
  clientPath,
  policyPath,
  recoveryPath,
  vaultPath,
} from '../../../shared/policy.ts';
import type { RoutedName } from '../route.ts';

/** What is there when a route is asked. */
export interface Scene {
  /** The SPIFFE ID of whoever asks, and of another program, `other`. */
  readonly own: string;
  readonly others: string;
  /** A copy of the vault, and a folder that may be written to. */
  readonly copy: string;
  readonly folder: string;
  /** A file of the cipher's key `k`: its header, and the whole, base64url and base64. */
  readonly header: string;
  readonly ciphertext: string;
}

/** One way to ask a route. */
export interface Row<N extends RoutedName> {
  readonly input: (scene: Scene) => ApiInput<N>;
  /** All of it; none: anybody may. */
  readonly needs: readonly Want[];
}

/** Rows of one route. One that has none does not compile. */
export type Rights = { readonly [N in RoutedName]: readonly [Row<N>, ...Row<N>[]] };

/** Where the secret lies that rows are about, and where it may go. */
export const path = 'prod/db';
export const elsewhere = 'dev/db';
const fields = [{ name: 'password', type: 'secret' as const, value: 'new' }];
const read = { path, permission: 'read' } as const;
const write = { path, permission: 'write' } as const;
const rule = { path: policyPath, permission: 'super' } as const;
const policy = { name: 'p', spiffeIdPattern: '**', pathPattern: 'x', permissions: ['read' as const] };
const item = ['new', 'new', [], [[null, 'a', 'text', 'b']]];
const encrypt = { path: cipherPath('k'), permission: 'write' } as const;
const decrypt = { path: cipherPath('k'), permission: 'read' } as const;
const look = { path: vaultPath, permission: 'read' } as const;
const fill = { path: vaultPath, permission: 'write' } as const;
const recover = { path: recoveryPath, permission: 'super' } as const;

/** Who may do what: every route, its right and its path. docs/api.md, 4 says the same in words. */
export const rights: Rights = {
  'secret.get': [
    { input: () => ({ path }), needs: [read] },
    { input: () => ({ path, version: 1 }), needs: [read] },
  ],
  'secret.file': [
    { input: () => ({ path, field: 'image', piece: 0 }), needs: [read] },
    { input: () => ({ path, field: 'image', version: 1, piece: 0 }), needs: [read] },
  ],
  'secret.otp': [
    { input: () => ({ path }), needs: [{ path, permission: 'otp' }] },
    { input: () => ({ path, field: 'code' }), needs: [{ path, permission: 'otp' }] },
  ],
  'secret.info': [{ input: () => ({ path }), needs: [read] }],
  // Gives what may be listed: what that is, a test of its own asks.
  'secret.list': [{ input: () => ({ folder: '' }), needs: [] }],
  // The same.
  'secret.find': [{ input: () => ({ query: 'db', folder: '' }), needs: [] }],
  // The same.
  'secret.health': [{ input: () => undefined, needs: [] }],
  'secret.expiring': [{ input: () => ({ within: 1 }), needs: [] }],
  'secret.put': [{ input: () => ({ path, fields }), needs: [write] }],
  'secret.patch': [{ input: () => ({ path, set: fields, remove: [] }), needs: [read, write] }],
  'secret.rollback': [
    { input: () => ({ path, version: 1 }), needs: [read, write] },
    { input: () => ({ path, version: 1, field: 'password' }), needs: [read, write] },
  ],
  'secret.delete': [
    { input: () => ({ path }), needs: [write] },
    { input: () => ({ path, versions: [1] }), needs: [write] },
  ],
  'secret.undelete': [{ input: () => ({ path, versions: [1] }), needs: [write] }],
  'secret.destroy': [{ input: () => ({ path, versions: [1] }), needs: [write] }],
  'secret.forget': [{ input: () => ({ path }), needs: [write] }],
  'secret.metadata': [{ input: () => ({ path, patch: { maxVersions: 3 } }), needs: [write] }],
  'secret.move': [
    {
      input: () => ({ from: path, to: elsewhere }),
      needs: [read, write, { path: elsewhere, permission: 'write' }],
    },
  ],
  'policy.list': [{ input: () => undefined, needs: [rule] }],
  'policy.get': [{ input: () => ({ name: 'there' }), needs: [rule] }],
  'policy.put': [{ input: () => policy, needs: [rule] }],
  'policy.apply': [
    {
      input: () => ({ yaml: 'name: q\nspiffeidPattern: "**"\npathPattern: x\npermissions: [read]\n' }),
      needs: [rule],
    },
  ],
  'policy.delete': [{ input: () => ({ name: 'there' }), needs: [rule] }],
  'policy.test': [
    { input: ({ others }) => ({ spiffeId: others, path, permission: 'read' }), needs: [rule] },
    { input: ({ own }) => ({ spiffeId: own, path, permission: 'read' }), needs: [] },
  ],
  'client.list': [{ input: () => undefined, needs: [{ path: clientPath, permission: 'super' }] }],
  'client.revoke': [
    { input: () => ({ name: 'other' }), needs: [{ path: clientPath, permission: 'super' }] },
    {
      input: () => ({ name: 'other', policies: true }),
      needs: [{ path: clientPath, permission: 'super' }, rule],
    },
    { input: () => ({ name: 'asker', policies: true }), needs: [rule] },
    { input: () => ({ name: 'asker' }), needs: [] },
  ],
  'audit.list': [
    { input: () => ({}), needs: [{ path: auditPath, permission: 'read' }] },
    { input: ({ others }) => ({ client: others }), needs: [{ path: auditPath, permission: 'read' }] },
    { input: ({ own }) => ({ client: own }), needs: [] },
  ],
  'cipher.newKey': [{ input: () => ({ name: 'k' }), needs: [encrypt] }],
  'cipher.encrypt': [{ input: () => ({ name: 'k', plaintext: '' }), needs: [encrypt] }],
  'cipher.key': [{ input: ({ header }) => ({ header }), needs: [decrypt] }],
  'cipher.decrypt': [{ input: ({ ciphertext }) => ({ ciphertext }), needs: [decrypt] }],
  'vault.verify': [{ input: () => undefined, needs: [look] }],
  'vault.import': [
    {
      input: () => ({ file: 'f', format: 'json', prefix: '', dryRun: false, items: [item] }),
      needs: [fill],
    },
    {
      input: () => ({ file: 'f', format: 'json', prefix: '', dryRun: true, items: [item] }),
      needs: [fill],
    },
  ],
  'import.undo': [
    { input: () => ({ dry: false }), needs: [fill] },
    { input: () => ({ dry: true }), needs: [fill] },
  ],
  'vault.merge': [
    { input: ({ copy }) => ({ file: copy, dry: false }), needs: [fill] },
    { input: ({ copy }) => ({ file: copy, dry: true }), needs: [fill] },
  ],
  // Gives what may be exported: what that is, a test of its own asks.
  'vault.export': [
    {
      input: () => ({ format: 'json', folder: '' }),
      needs: [{ path, permission: 'export' }],
    },
  ],
  // Of what the call above was allowed: by itself there is nothing.
  'vault.exported': [{ input: () => ({ from: 0 }), needs: [] }],
  'vault.exportedFile': [{ input: () => ({ digest: '0'.repeat(64), piece: 0 }), needs: [] }],
  'backup.create': [
    {
      input: ({ folder }) => ({ place: folder }),
      needs: [{ path: backupPath, permission: 'write' }],
    },
  ],
  'recovery.status': [{ input: () => undefined, needs: [look] }],
  'recovery.check': [
    { input: () => ({ purpose: 'rehearse', sheets: [] }), needs: [look] },
    { input: () => ({ purpose: 'prove', sheets: [] }), needs: [recover] },
  ],
  'recovery.drill': [{ input: () => ({ sheets: [] }), needs: [recover] }],
  'recovery.activate': [{ input: () => ({ sheets: [] }), needs: [recover] }],
};
