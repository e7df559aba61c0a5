import { Files } from 'lucide-react';
import { useEffect } from 'react';
import { Line } from '../../components/line.tsx';
import { dismissCopies, openCopies, useCopies, watchCopies } from '../../stores/copies.ts';
import { words } from '../../words/words.ts';

const text = words.copies.banner;

/**
 * One quiet line while copies of sync tools lie beside the vault; gone for this visit once it is
 * sent away.
 */
export function CopiesBanner() {
  const { list, dismissed } = useCopies();
  useEffect(watchCopies, []);
  if (!list || list.length === 0 || dismissed) return null;
  return (
    <Line
      label={text.label}
      icon={<Files aria-hidden />}
      text={text.text(list.length)}
      action={{ label: text.look, run: openCopies }}
      dismiss={{ label: text.dismiss, run: dismissCopies }}
    />
  );
}
