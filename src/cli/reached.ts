import type { Client } from '../main/backend/changes.ts';
import type { VerifyReport } from '../main/backend/copies.ts';
import type { Audit } from '../main/vault/audit.ts';
import type { Cipher } from '../main/vault/cipher.ts';
import type { Policies } from '../main/vault/policies.ts';
import type { Recovery } from '../main/vault/recovery.ts';
import type { Secrets } from '../main/vault/secrets.ts';
import type { Vault } from '../main/vault/vault.ts';
import type { OtpCode } from '../shared/otp-schema.ts';
import type { SecretInfo } from '../shared/secret-schema.ts';
/**
 * What a command needs of a vault that it reaches either way: by its file, or through the running
 * app.
 */
export interface Reached {
  readonly damaged: boolean;
  readonly secrets: Pick<
    Secrets,
    | 'get'
    | 'file'
    | 'info'
    | 'put'
    | 'patch'
    | 'rollback'
    | 'delete'
    | 'undelete'
    | 'destroy'
    | 'forget'
    | 'updateMetadata'
    | 'move'
  > & { list(...args: Parameters<Secrets['list']>): Promise<readonly Listed[]> };
  readonly codes: { take(path: string, field?: string): Promise<OtpCode> };
  readonly policies: Pick<Policies, 'list' | 'get' | 'put' | 'apply' | 'delete' | 'decide'>;
  readonly audit: Pick<Audit, 'list'>;
  readonly cipher: Pick<Cipher, 'newKey' | 'keys'>;
  readonly recovery: Pick<Recovery, 'status'>;
  verify(...args: Parameters<Vault['verify']>): Promise<VerifyReport>;
  registered(): Promise<readonly Client[] | readonly Omit<Client, 'key'>[]>;
  revokeClient(name: string, by?: string, policies?: boolean): Promise<void>;
}

/** What a list tells of each secret; through the app of its metadata whether it is a favourite alone. */
export type Listed = Pick<SecretInfo, 'path' | 'current' | 'newest' | 'updated' | 'tags' | 'custom'>;
