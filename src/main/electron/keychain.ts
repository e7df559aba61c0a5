import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, safeStorage } from 'electron';
import * as z from 'zod/mini';
import { parsed } from '../../shared/parsed.ts';
import type { KeptCredentials, Keychain } from '../app/credentials.ts';
import { replaceFile } from '../store/file.ts';

/**
 * The system's keychain; `undefined` where there is none, or only a stand-in that seals with a key
 * which everybody knows.
 */
export function systemKeychain(): Keychain | undefined {
  if (!app.isReady() || !safeStorage.isEncryptionAvailable()) return undefined;
  if (process.platform === 'linux' && !isReal(safeStorage.getSelectedStorageBackend())) return undefined;
  return {
    seal: (text) => safeStorage.encryptString(text),
    open: (sealed) => safeStorage.decryptString(sealed),
  };
}

function isReal(backend: string): boolean {
  return backend !== 'basic_text' && backend !== 'unknown';
}

const shape = z.record(z.string(), z.string());

/** Credentials that the keychain sealed, in a file beside the settings. */
export function keptCredentials(folder: string): KeptCredentials {
  const file = join(folder, 'credentials.json');
  return {
    get: () => {
      try {
        return parsed(shape, JSON.parse(readFileSync(file, 'utf8'))) ?? {};
      } catch {
        return {};
      }
    },
    set: (kept) => replaceFile(file, `${JSON.stringify(kept)}\n`),
  };
}
