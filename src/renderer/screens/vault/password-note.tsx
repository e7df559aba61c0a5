import { useEffect, useState } from 'react';
import { type Grade, loadMeasure } from '../../../shared/measure.ts';
import { splitPath } from '../../../shared/title.ts';
import { api } from '../../api.ts';
import bars from '../../components/strength.module.css';
import { useEditor } from '../../stores/editor.ts';
import { untilLock } from '../../stores/reset.ts';
import { words } from '../../words/words.ts';
import styles from './password-note.module.css';

const text = words.editor;
const pauseMs = 400;

interface Known {
  readonly of: string;
  readonly grade: Grade;
  /** Other secrets with the same password. */
  readonly others: { readonly total: number; readonly paths: readonly string[] };
}

/** How hard a password is to guess, and where else it is used, once the typing has paused. */
export function PasswordNote({ value }: { value: string }) {
  const path = useEditor((editor) => editor.path);
  const [known, setKnown] = useState<Known>();
  useEffect(() => {
    if (value === '') return;
    let wanted = true;
    const timer = setTimeout(async () => {
      const found = await look(value, path);
      if (wanted) setKnown(found);
    }, pauseMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [value, path]);

  if (value === '' || known === undefined) return null;
  // What is said stays while more is typed: it would flicker.
  const { grade, others, of } = known;
  const titles = others.paths.map((other) => splitPath(other).title);
  return (
    <p className={styles.note} aria-live="polite" data-of={of === value ? 'now' : 'before'}>
      <span className={styles.bar} aria-hidden="true">
        <span className={bars.bar} data-grade={grade}>
          {[0, 1, 2, 3].map((step) => (
            <span key={step} data-lit={step < Math.max(1, grade) || undefined} />
          ))}
        </span>
      </span>
      <span>{text.strength[grade]}</span>
      {others.total > 0 && (
        <span className={styles.reused}>{text.reused(titles, others.total - titles.length)}</span>
      )}
    </p>
  );
}

async function look(value: string, path: string | undefined): Promise<Known | undefined> {
  const unlocked = untilLock();
  const [measure, reply] = await Promise.all([
    loadMeasure(),
    api.secrets.reused({ value, ...(path !== undefined && { except: path }) }),
  ]);
  if (!unlocked()) return undefined;
  return { of: value, grade: measure(value), others: reply.ok ? reply.value : { total: 0, paths: [] } };
}
