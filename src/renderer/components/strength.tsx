import { useEffect, useState } from 'react';
import { Meter } from 'react-aria-components';
import { type Grade, loadMeasure } from '../../shared/measure.ts';
import { words } from '../words/words.ts';
import { cx } from './cx.ts';
import styles from './strength.module.css';

const pauseMs = 200;

/** Says how hard a passphrase is to guess, a moment after the typing has paused. */
export function Strength({ passphrase }: { passphrase: string }) {
  const [grade, setGrade] = useState<Grade>();
  useEffect(() => {
    if (passphrase === '') return setGrade(undefined);
    let wanted = true;
    const timer = setTimeout(async () => {
      const measure = await loadMeasure();
      if (wanted) setGrade(measure(passphrase));
    }, pauseMs);
    return () => {
      wanted = false;
      clearTimeout(timer);
    };
  }, [passphrase]);

  const known = passphrase !== '' && grade !== undefined;
  const { label, grades, advice, measuring } = words.strength;
  return (
    <div className={styles.strength}>
      <Meter
        aria-label={label}
        className={cx(styles.bar)}
        minValue={0}
        maxValue={4}
        value={known ? grade : 0}
        valueLabel={known ? grades[grade] : ''}
        {...(known && { 'data-grade': grade })}
      >
        {[0, 1, 2, 3].map((step) => (
          <span key={step} data-lit={(known && step < Math.max(1, grade)) || undefined} />
        ))}
      </Meter>
      <p className={styles.words} aria-live="polite">
        {known ? (
          <>
            <strong>{grades[grade]}.</strong> {advice[grade]}
          </>
        ) : passphrase === '' ? (
          words.create.hint
        ) : (
          measuring
        )}
      </p>
    </div>
  );
}
