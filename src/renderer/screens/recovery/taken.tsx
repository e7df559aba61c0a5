import { CircleCheck, TriangleAlert } from 'lucide-react';
import type { Gathering } from '../../../shared/contract.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Note } from '../../components/failure-note.tsx';
import { say, warn } from '../../stores/status.ts';
import { failureText } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import styles from './recovery.module.css';
import rows from './sheets.module.css';

const text = words.recovery.give;

interface Props {
  gathering: Gathering;
  onGathering: (gathering: Gathering) => void;
}

/** The sheets that were given, in the order they came; any of them can be taken away again. */
export function Taken({ gathering, onGathering }: Props) {
  const { taken, suspects, need, complete } = gathering;
  if (taken.length === 0) return null;
  const takeAway = async (sheet: number) => {
    const reply = await api.recovery.takeBack({ sheet });
    if (!reply.ok) return warn(failureText(reply.failure).what);
    onGathering(reply.value);
    return say(text.tookAway(sheet));
  };
  const stuck = !complete && taken.length >= need;
  return (
    <section aria-label={text.list} className={styles.part}>
      {stuck && <Note title={text.noFitTitle} text={suspects.length > 0 ? text.doubtful : text.noFit} />}
      <ul className={rows.sheets}>
        {taken.map((sheet) => {
          const bad = suspects.includes(sheet);
          return (
            <li key={sheet} className={rows.row}>
              <span className={bad ? styles.bad : styles.good}>
                {bad ? <TriangleAlert aria-hidden /> : <CircleCheck aria-hidden />}
                <span className={rows.sheetName}>{text.sheet(sheet)}</span>
              </span>
              <span className={rows.sheetHolder}>{bad && text.doubt}</span>
              <Button
                kind="quiet"
                size="small"
                aria-label={text.takeAway(sheet)}
                onPress={() => takeAway(sheet)}
              >
                {text.takeAwayShort}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
