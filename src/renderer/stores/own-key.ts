import type { Failure } from '../../shared/failure.ts';

/** What opens a backup or a copy that the keys at hand do not. */
export interface OwnKey {
  readonly passphrase: string;
  readonly keyFile?: string;
}

/** Whether a backup or a copy wants a passphrase of its own, or a key file with it. */
export function wantsOwnKey(failure: Failure | undefined): boolean {
  return failure?.code === 'wrong-key' || failure?.code === 'wrong-passphrase' || asksKeyFile(failure);
}

/** True where a key file is asked for, or the one that was named cannot be read. */
export function asksKeyFile(failure: Failure | undefined): boolean {
  if (failure?.code === 'wrong-passphrase') return failure.keyFile !== undefined;
  return (
    (failure?.code === 'bad-input' && failure.what === 'key-file') ||
    (failure?.code === 'too-large' && failure.what === 'key-file')
  );
}
