import { KeySquare } from 'lucide-react';
import { useEffect } from 'react';
import type { KeysState } from '../../../shared/contract.ts';
import { Line } from '../../components/line.tsx';
import { dismissKeys, openKeys, useVaultKeys, watchKeys } from '../../stores/vault-keys.ts';
import { words } from '../../words/words.ts';

const text = words.keys.banner;

/**
 * One quiet line while everything is sealed anew, and when that is done until somebody has looked.
 */
export function KeysBanner() {
  const { state, ended, dismissed } = useVaultKeys();
  useEffect(watchKeys, []);
  if (!state || dismissed || !(state.renewing || state.dropped || ended)) return null;
  return (
    <Line
      label={text.label}
      icon={<KeySquare aria-hidden />}
      text={saidOf(state)}
      action={{ label: text.look, run: openKeys }}
      dismiss={{ label: text.dismiss, run: dismissKeys }}
    />
  );
}

function saidOf({ failure, dropped, renewing, done, total }: KeysState): string {
  if (failure) return text.stopped;
  if (dropped) return text.dropped;
  return renewing ? text.running(done, total) : text.ended;
}
