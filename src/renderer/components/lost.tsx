import type { MendReport } from '../../shared/contract-repair.ts';
import { bySecret, type LostSecret } from '../stores/repair.ts';
import { words } from '../words/words.ts';
import { Names } from './names.tsx';

const text = words.repair.lost;

/** Everything that is lost of a vault, by name as far as the names are whole. */
export function Lost({ label, lost }: { label: string; lost: MendReport['lost'] }) {
  const { versions, unnamed, records } = lost;
  const items = [
    ...bySecret(versions).map((one) => ({ name: one.path, note: lostOf(one) })),
    ...(unnamed > 0 ? [{ note: text.unnamed(unnamed) }] : []),
    ...records.map((kind) => ({ note: text.records[kind] })),
  ];
  return <Names label={label} items={items} />;
}

function lostOf({ current, older, files }: LostSecret): string {
  const values = valuesOf(current, older);
  const alone = files.length === 0 ? undefined : text.files(files, values === undefined);
  return [values, alone].filter((one) => one !== undefined).join('; ');
}

function valuesOf(current: number | undefined, older: readonly number[]): string | undefined {
  if (current === undefined) return older.length === 0 ? undefined : text.older(older);
  return older.length === 0 ? text.current(current) : text.both(current, older);
}
