import { placeAt } from '../../main/backend/location.ts';
import { bytesAt } from '../../main/backups/folder.ts';
import type { KeySlot } from '../../main/keyslots/slot.ts';
import { readHeader } from '../../main/vault/open.ts';
import { isService } from '../../shared/place.ts';
import { shownSet } from '../../shared/recovery.ts';
import { command } from '../command.ts';
import { isFileNamed, vaultFile } from '../connect.ts';
import { nameFor, printJson, printLines } from '../print.ts';

export const status = command({
  name: 'status',
  args: '',
  count: [0, 0],
  about:
    'Prints what is known of a vault file while it is locked. Needs no passphrase, and does not check that all is whole.\n' +
    'Without --vault it tells how the running app is: whether a vault is open in it, and which, and who asks.',
  options: {},
  examples: ['holdfast status', 'holdfast --vault my.holdfast status --json'],
  run: async (call) => {
    if (!isFileNamed(call)) return (await import('../app-status.ts')).printAppStatus(call);
    const file = vaultFile(call);
    const place = placeAt(file);
    const { vaultId, revision, created, slots, readOnly } = await readHeader({
      ...place,
      signal: call.io.signal,
    });
    const size = isService(place.kind) ? undefined : await bytesAt(place);
    if (call.global.json) {
      await printJson(call, {
        file,
        id: vaultId,
        revision,
        created: new Date(created).toISOString(),
        ...(size !== undefined && { bytes: size }),
        readOnly,
        slots: slots.map(slotObject),
      });
      return undefined;
    }
    await printLines(call, [
      `vault:     ${vaultId}`,
      `revision:  ${revision}`,
      `created:   ${new Date(created).toISOString()}`,
      ...(size === undefined ? [] : [`size:      ${size} bytes${readOnly ? ', read-only' : ''}`]),
      ...(size === undefined && readOnly ? ['access:    read-only'] : []),
      ...slots.flatMap((slot) =>
        notes.has(slot.kind) ? [] : [`key slot:  ${nameFor(call)(slotWords(slot))}`],
      ),
    ]);
    return undefined;
  },
});

/** What wraps no key. */
const notes: ReadonlySet<string> = new Set(['retired-sets', 'pending-set']);

type Slot = Readonly<Record<string, unknown>>;

// The wrapped key and its salt are no secrets, but nobody needs them here.
function slotObject(slot: KeySlot): Slot {
  const { id, kind, label, created, set, threshold, shares } = slot as Slot;
  if (kind === 'recovery') return { id, kind, created, set, threshold, shares };
  return { id, kind, label, created, ...('kdf' in slot && { kdf: kdfObject(slot['kdf'] as Slot) }) };
}

function kdfObject({ name, memoryKiB, passes, lanes }: Slot): Slot {
  return { name, memoryKiB, passes, lanes };
}

function slotWords(slot: KeySlot): string {
  const { kind, label, created, kdf, set, threshold, shares } = slotObject(slot);
  if (kind === 'recovery')
    return `recovery set ${shownSet(String(set))} of ${created}, ${threshold} of ${shares} sheets`;
  const cost = kdf === undefined ? '' : `, ${costWords(kdf as Slot)}`;
  const name = kind === 'passphrase-and-file' ? 'passphrase and key file' : kind;
  return `${name} "${label ?? ''}"${created === undefined ? '' : ` of ${created}`}${cost}`;
}

function costWords({ name, memoryKiB, passes, lanes }: Slot): string {
  return `${name}, memory ${Number(memoryKiB) / 1_024} MiB, passes ${passes}, lanes ${lanes}`;
}
