import { KeySquare } from 'lucide-react';
import { useEffect } from 'react';
import { Line } from '../../components/line.tsx';
import { dismissKeys, openKeys, useVaultKeys, watchKeys } from '../../stores/vault-keys.ts';
import { words } from '../../words/en.ts';

const text = words.keys.banner;

/** One quiet line while everything is sealed anew, and when that is done until somebody has looked. */
export function KeysBanner() {
  const { state, ended, dismissed } = useVaultKeys();
  useEffect(watchKeys, []);
  if (!state || dismissed || !(state.renewing || ended)) return null;
  const { failure, done, total } = state;
  const said = failure ? text.stopped : state.renewing ? text.running(done, total) : text.ended;
  return (
    <Line
      label={text.label}
      icon={<KeySquare aria-hidden />}
      text={said}
      action={{ label: text.look, run: openKeys }}
      dismiss={{ label: text.dismiss, run: dismissKeys }}
    />
  );
}
