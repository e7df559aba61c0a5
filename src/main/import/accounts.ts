import type { ImportReport } from '../../shared/contract.ts';
import type { Otp } from '../../shared/otp.ts';
import type { Vault } from '../vault/vault.ts';
import { appCodeOf, draftOfCode } from './formats/codes.ts';
import { takeItems } from './import.ts';

/**
 * Makes a secret of each account in `folder`, as an import of a list of them does: what the vault
 * has already is left out, and nothing is written over.
 */
export function takeAccounts(vault: Vault, codes: readonly Otp[], folder: string): Promise<ImportReport> {
  const items = codes.flatMap((code) => [...draftOfCode(appCodeOf(code)).items()]);
  return takeItems(vault, { file: 'otpauth', format: 'otpauth', prefix: folder }, async (take) => {
    await take(items);
    return { read: codes.length };
  });
}
