import { GitMerge } from 'lucide-react';
import { Line } from '../../components/line.tsx';
import { openAccess } from '../../stores/access.ts';
import { dismissMet } from '../../stores/devices.ts';
import { useSession } from '../../stores/session.ts';
import { words } from '../../words/words.ts';

/** One quiet line once something was changed on two devices and met, until it was seen. */
export function MetBanner() {
  const met = useSession(({ state }) => state?.apart?.met);
  if (met === undefined || met.secrets + met.records === 0) return null;
  const { label, banner, show, dismiss } = words.devices.met;
  const others = [...new Set(met.devices.filter((name) => name !== ''))];
  return (
    <Line
      label={label}
      icon={<GitMerge aria-hidden />}
      text={banner(met, others)}
      action={{ label: show, run: () => openAccess('devices') }}
      dismiss={{ label: dismiss, run: () => void dismissMet() }}
    />
  );
}
