import { placeAt } from '../../main/backend/location.ts';
import { bytesAt } from '../../main/backups/folder.ts';
import type { KeySlot } from '../../main/keyslots/slot.ts';
import type { Link } from '../../main/store/store.ts';
import { readHeader } from '../../main/vault/open.ts';
import { isService } from '../../shared/place.ts';
import { shownSet } from '../../shared/recovery.ts';
import type { CliWords } from '../../shared/words/cli.ts';
import { command } from '../command.ts';
import { isFileNamed, vaultFile } from '../connect.ts';
import { texts } from '../language.ts';
import { nameFor, printFacts, printJson } from '../print.ts';

export const status = command({
  name: 'status',
  args: '',
  count: [0, 0],
  options: {},
  run: async (call) => {
    if (!isFileNamed(call)) return (await import('../app-status.ts')).printAppStatus(call);
    const file = vaultFile(call);
    const place = placeAt(file);
    const { vaultId, revision, created, slots, readOnly, link } = await readHeader({
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
        ...(link && { offlineSince: timeOf(link) ?? null, unsent: link.unsent }),
        slots: slots.map(slotObject),
      });
      return undefined;
    }
    const text = await texts('vaults');
    await printFacts(call, text.status, [
      ['vault', vaultId],
      ['revision', revision],
      ['created', new Date(created).toISOString()],
      ...(size === undefined ? [] : [['size', text.size(size, readOnly)] as const]),
      ...(size === undefined && readOnly ? [['access', text.readOnly] as const] : []),
      ...(link?.offline ? [['offline', timeOf(link) ?? ''] as const] : []),
      ...(link?.unsent ? [['unsent', link.unsent] as const] : []),
      ...slots.flatMap((slot) =>
        notes.has(slot.kind) ? [] : [['slot', nameFor(call)(slotWords(text, slot))] as const],
      ),
    ]);
    return undefined;
  },
});

function timeOf({ offline }: Link): string | undefined {
  return offline && new Date(offline.since).toISOString();
}

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

function slotWords(text: CliWords['vaults'], slot: KeySlot): string {
  const { kind, label, created, kdf, set, threshold, shares } = slotObject(slot);
  if (kind === 'recovery')
    return text.recoverySlot(shownSet(String(set)), String(created), String(threshold), String(shares));
  const cost = kdf === undefined ? '' : `, ${costWords(text, kdf as Slot)}`;
  const names: Record<string, string> = {
    'passphrase-and-file': text.passphraseAndFile,
    'security-key': text.securityKey,
  };
  const name = names[String(kind)] ?? String(kind);
  const made = created === undefined ? undefined : String(created);
  return `${text.slot(name, String(label ?? ''), made)}${cost}`;
}

function costWords(text: CliWords['vaults'], { name, memoryKiB, passes, lanes }: Slot): string {
  return text.cost(String(name), Number(memoryKiB) / 1_024, String(passes), String(lanes));
}
