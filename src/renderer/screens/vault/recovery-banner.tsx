import { LifeBuoy } from 'lucide-react';
import { useEffect } from 'react';
import { Line } from '../../components/line.tsx';
import { bannerOf, dismissBanner, loadStatus, openRecovery, useRecovery } from '../../stores/recovery.ts';
import { words } from '../../words/words.ts';

const text = words.recovery.banner;

/**
 * One quiet line while there is no set, one waits, or a rehearsal is due; gone for this visit once
 * it is sent away. `first`: the first steps say that there is none.
 */
export function RecoveryBanner({ first }: { first: boolean }) {
  const { status, dismissed } = useRecovery();
  useEffect(() => void loadStatus(), []);
  const kind = dismissed ? undefined : bannerOf(status, Date.now());
  if (!kind || (first && kind === 'none')) return null;
  const ways = {
    none: { label: text.make, view: 'page' },
    pending: { label: text.goOn, view: 'prove' },
    due: { label: text.rehearse, view: 'rehearse' },
    ask: { label: text.askHolders, view: 'page' },
  } as const;
  const { label, view } = ways[kind];
  return (
    <Line
      label={text.label}
      icon={<LifeBuoy aria-hidden />}
      text={text[kind]}
      action={{ label, run: () => openRecovery(view) }}
      dismiss={{ label: text.dismiss, run: dismissBanner }}
    />
  );
}
