import { type Failure, failureOf, HoldfastError, systemFailure } from '../../shared/failure.ts';

/** How long a store waits for another program's write. */
const patience = 30_000;

/** What SQLite or the file system said, as a failure of ours. */
export function sqliteFailure(error: unknown): HoldfastError {
  if (error instanceof HoldfastError) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return new HoldfastError(failureFor(code), { cause: error });
}

function failureFor(code: string): Failure {
  if (/^SQLITE_(BUSY|LOCKED)/.test(code)) return { code: 'busy' };
  if (/^SQLITE_(CORRUPT|NOTADB|FORMAT|IOERR_SHORT_READ)/.test(code)) return { code: 'damaged', part: 'file' };
  if (/^(SQLITE_FULL|ENOSPC|EDQUOT)/.test(code)) return { code: 'no-space' };
  // A file that may only be read has a write beside it that broke off.
  if (/^SQLITE_READONLY_(ROLLBACK|RECOVERY|CANTINIT)/.test(code))
    return { code: 'store', reason: 'journal-beside' };
  if (code === 'ENAMETOOLONG') return { code: 'store', reason: 'path-too-long' };
  if (/^(SQLITE_READONLY|SQLITE_PERM|EROFS|EACCES|EPERM)/.test(code)) return { code: 'read-only' };
  // The journal could not be made beside the file: its folder refuses writes, or is gone.
  if (/^SQLITE_CANTOPEN/.test(code)) return { code: 'read-only' };
  return systemFailure({ code });
}

/** True where another program, or another store of this one, has the file. */
export function isBusy(error: unknown): boolean {
  return failureOf(sqliteFailure(error))?.code === 'busy';
}

/**
 * Runs a statement, again and again while another program holds the file: never by blocking the
 * thread, which the window shares. Fails with `busy` after 30 s.
 */
export async function withPatience<T>(work: () => T): Promise<T> {
  const began = performance.now();
  for (let attempt = 0; ; attempt++) {
    try {
      return work();
    } catch (error) {
      const failure = sqliteFailure(error);
      if (!isBusy(failure) || performance.now() - began > patience) throw failure;
    }
    // Spread out, so that eight writers do not come back all at once.
    const most = Math.min(2 ** attempt, 25);
    await new Promise((resolve) => setTimeout(resolve, 1 + Math.random() * most));
  }
}
