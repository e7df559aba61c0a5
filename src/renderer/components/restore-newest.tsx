import { useEffect, useState } from 'react';
import type { ListedBackup } from '../../shared/contract-backups.ts';
import type { Failure } from '../../shared/failure.ts';
import { type Place, printPlace } from '../../shared/place.ts';
import { api } from '../api.ts';
import { type Lost, openBackups } from '../stores/backups.ts';
import { offer } from '../stores/session.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';

/** What a vault has become of which only a backup helps; `undefined`: it may open all the same. */
export function lostBy(failure: Failure | undefined): Lost | undefined {
  switch (failure?.code) {
    case 'not-found':
      return 'gone';
    case 'not-a-vault':
    case 'damaged':
      return 'broken';
    default:
      return undefined;
  }
}

interface Props {
  place: Place;
  lost: Lost;
  /** It takes the focus when it is there: nothing else can be done with the vault. */
  leads?: boolean;
}

/** The first thing to be done about a vault that is gone or broken, where it was backed up. */
export function RestoreNewest({ place, lost, leads = false }: Props) {
  const newest = useNewest(place);
  if (newest === undefined) return null;
  const restore = async () => {
    // Whatever lies there, the backup comes into its place.
    if ((await offer(place)) !== undefined) return;
    openBackups({ at: 'restore', backup: newest, instead: lost });
  };
  return (
    <Button kind="primary" autoFocus={leads} onPress={() => void restore()}>
      {words.backups.restore.title(newest.time)}
    </Button>
  );
}

function useNewest(place: Place): ListedBackup | undefined {
  const [newest, setNewest] = useState<ListedBackup>();
  const key = printPlace(place);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one place is told again and again.
  useEffect(() => {
    let isWanted = true;
    setNewest(undefined);
    void api.backups.newest({ place }).then((reply) => {
      if (isWanted && reply.ok) setNewest(reply.value);
    });
    return () => {
      isWanted = false;
    };
  }, [key]);
  return newest;
}
