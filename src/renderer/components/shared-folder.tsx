import { Info } from 'lucide-react';
import { useEffect, useState } from 'react';
import { isService, type Place, printPlace } from '../../shared/place.ts';
import { describe, type SyncTool } from '../../shared/place-form.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import styles from './shared-folder.module.css';

/**
 * Of a vault whose kind of place several computers write apart: says so, and names the sync tool
 * that carries it.
 */
export function SharedFolder({ place }: { place: Place | undefined }) {
  const [tool, setTool] = useState<SyncTool>();
  const key = place && printPlace(place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one place is told again and again.
  useEffect(() => {
    let isGone = false;
    setTool(undefined);
    if (place === undefined || !isShared(place)) return;
    void api.vault.syncTool({ place }).then((reply) => {
      if (!isGone && reply.ok) setTool(reply.value);
    });
    return () => {
      isGone = true;
    };
  }, [key]);
  if (place === undefined || !isShared(place)) return null;
  const { sharedFolder, synced, tools } = words.places;
  return (
    <p role="note" className={styles.note}>
      <Info aria-hidden />
      <span>{tool === undefined ? sharedFolder : synced(tools[tool])}</span>
    </p>
  );
}

function isShared({ kind }: Place): boolean {
  return !isService(kind) && describe(kind).hasDevices === true;
}
