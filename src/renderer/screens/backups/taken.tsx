import { useLayoutEffect, useRef } from 'react';
import type { TakenBack } from '../../../shared/contract-backups.ts';
import { Button } from '../../components/button.tsx';
import { Actions, Part } from '../../components/reading.tsx';
import { closeSecret } from '../../stores/browser.ts';
import { words } from '../../words/words.ts';
import browser from './browser.module.css';
import styles from './taken.module.css';

const text = words.backups.browser;

/**
 * What became of the secrets that were taken together: the new versions, and what the vault had
 * just so already.
 */
export function Taken({ taken: { taken, held } }: { taken: TakenBack }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  return (
    <section className={browser.secret} aria-label={text.detail}>
      <div className={browser.sheet}>
        <h3 ref={heading} tabIndex={-1} className={styles.head}>
          {text.takenTitle(taken.length)}
        </h3>
        {taken.length > 0 && (
          <Part title={text.taken}>
            <ul className={styles.list} aria-label={text.taken}>
              {taken.map(({ path, version }) => (
                <li key={path}>
                  <span>{path}</span>
                  <span>{text.takenVersion(version)}</span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        {held.length > 0 && (
          <Part title={text.held}>
            <ul className={styles.list} aria-label={text.held}>
              {held.map((path) => (
                <li key={path}>
                  <span>{path}</span>
                </li>
              ))}
            </ul>
          </Part>
        )}
        <Actions>
          <Button onPress={closeSecret}>{text.done}</Button>
        </Actions>
      </div>
    </section>
  );
}
