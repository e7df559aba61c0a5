import { TriangleAlert } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { State } from '../../shared/contract.ts';
import { words } from '../words/words.ts';
import styles from './banners.module.css';
import { cx } from './cx.ts';

type Notice = State['notices'][number];

interface Props {
  notices: State['notices'];
  /** What can be done about a warning. */
  ways?: { readonly [N in Notice]?: { readonly label: string; readonly run: () => void } };
}

/** Warnings that stay: they take their own room at the top and cover nothing. */
export function Banners({ notices, ways = {} }: Props) {
  if (notices.length === 0) return null;
  return (
    <section className={styles.banners} aria-label={words.notices.label}>
      {notices.map((notice) => (
        <div key={notice} className={styles.notice}>
          <TriangleAlert aria-hidden />
          <p>{words.notices[notice]}</p>
          <Way way={ways[notice]} />
        </div>
      ))}
    </section>
  );
}

function Way({ way }: { way: { readonly label: string; readonly run: () => void } | undefined }) {
  if (!way) return null;
  return (
    <Button className={cx(styles.way)} onPress={way.run}>
      {way.label}
    </Button>
  );
}
