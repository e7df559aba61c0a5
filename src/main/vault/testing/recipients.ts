import { initializeBackend, readHeader } from '../../backend/initialize.ts';
import { unwrapAny, wrapPassphrase } from '../slots.ts';

const kdf = { memoryKiB: 8192, passes: 1, lanes: 1 };

/**
 * A vault as another program might have left it: its head knows no slot's pre-shared key, and it
 * has a second passphrase and a slot of a later kind.
 */
export async function forgetRecipients(location: string, passphrase: string): Promise<void> {
  const { slots, vaultId } = await readHeader({ location });
  const { rootKey } = await unwrapAny(slots, passphrase, vaultId);
  const wrapping = { rootKey, vaultId, params: kdf, label: 'kitchen', now: new Date(0) };
  const { slot } = await wrapPassphrase('another', wrapping);
  const { backend } = await initializeBackend({ location }, rootKey);
  const later = { id: 'e'.repeat(32), kind: 'later' };
  await backend.storeKeySlots([...slots, slot, later], undefined, { settings: [['recipients', '{}']] });
  await backend.close();
}
