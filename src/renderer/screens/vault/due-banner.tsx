import { CalendarClock } from 'lucide-react';
import { useEffect } from 'react';
import { Line } from '../../components/line.tsx';
import { dismissDue, loadDue, openHealth, useHealth } from '../../stores/health.ts';
import { words } from '../../words/words.ts';

const text = words.health.banner;

/** One quiet line while secrets have expired or soon will; gone for this visit once it is sent away. */
export function DueBanner() {
  const { due, dismissed } = useHealth();
  useEffect(() => void loadDue(), []);
  if (dismissed || due === undefined || due.expired + due.expiring === 0) return null;
  return (
    <Line
      label={text.label}
      icon={<CalendarClock aria-hidden />}
      text={text.text(due)}
      action={{ label: text.look, run: openHealth }}
      dismiss={{ label: text.dismiss, run: dismissDue }}
    />
  );
}
