import type { MendReport } from '../../shared/contract-repair.ts';
import { lostCount } from '../stores/repair.ts';
import { words } from '../words/words.ts';
import { Lost } from './lost.tsx';
import { Names } from './names.tsx';

const text = words.repair.accept;

/** Title, sentence and word of consent for what a repair did not find whole. */
export function acceptanceOf({ lost }: MendReport): { title: string; lead: string; yes: string } {
  const n = lostCount(lost);
  if (n === 0) return { title: text.foundTitle, lead: text.found, yes: text.go };
  return { title: text.title, lead: text.text(n), yes: text.yes };
}

/**
 * What a repair did not find, or not in its newest state: to be accepted before anything is
 * written.
 */
export function Acceptance({ report: { lost, earlier } }: { report: MendReport }) {
  return (
    <>
      {lostCount(lost) > 0 && <Lost label={text.list} lost={lost} />}
      {earlier.length > 0 && (
        <>
          <p>{text.earlier}</p>
          <Names label={words.repair.done.earlierList} items={earlier.map((name) => ({ name }))} />
        </>
      )}
    </>
  );
}
