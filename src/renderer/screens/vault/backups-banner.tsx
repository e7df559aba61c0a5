import { Archive } from 'lucide-react';
import { useEffect } from 'react';
import { Line } from '../../components/line.tsx';
import { dismissBackups, loadBackups, openBackups, useBackups } from '../../stores/backups.ts';
import { bannerOf, useRecovery } from '../../stores/recovery.ts';
import { words } from '../../words/words.ts';

const text = words.backups.banner;

/**
 * One quiet line while no folder for backups is chosen. One thing at a time: it waits for the line
 * about recovery sheets to go. `first`: the first steps say it.
 */
export function BackupsBanner({ first }: { first: boolean }) {
  const { overview, dismissed } = useBackups();
  const other = useRecovery(
    ({ status, dismissed: gone }) => !gone && bannerOf(status, Date.now()) !== undefined,
  );
  const asked = useRecovery(({ status }) => status !== undefined);
  useEffect(() => void loadBackups(), []);
  if (first || !overview?.available || overview.destinations.length > 0 || dismissed || other || !asked)
    return null;
  return (
    <Line
      label={text.label}
      icon={<Archive aria-hidden />}
      text={text.text}
      action={{ label: text.action, run: () => openBackups() }}
      dismiss={{ label: text.dismiss, run: dismissBackups }}
    />
  );
}
