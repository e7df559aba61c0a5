import { openVault } from '../../main/vault/open.ts';
import type { Fixture } from './vault.ts';

/** A set, without the printing: its words in files `words-N.txt`, whose paths are given back. */
export async function issuedTo(
  fixture: Fixture,
  { threshold = 3, shares = 5, pending = false } = {},
): Promise<string[]> {
  const vault = await openVault({ location: fixture.file }, 'correct horse battery');
  const made = await vault.recovery.issue({ passphrase: 'correct horse battery', threshold, shares });
  if (!pending) {
    await vault.recovery.markProven(made.shares.map((_, index) => index + 1));
    await vault.recovery.activate();
  }
  await vault.lock();
  return made.shares.map((words, index) =>
    fixture.write(
      `words-${index + 1}.txt`,
      words.map((word, n) => `${n + 1}. ${word.toUpperCase()}\n`).join(''),
    ),
  );
}
