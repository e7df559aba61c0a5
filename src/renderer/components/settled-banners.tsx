import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { State } from '../../shared/contract.ts';
import { baseName } from '../../shared/file-name.ts';
import { words } from '../words/words.ts';
import styles from './banners.module.css';
import { cx } from './cx.ts';

type Settled = NonNullable<State['settled']>[number];

/** What was done about journals beside vault files; each stays until it is sent away. */
export function SettledBanners({ settled }: { settled: readonly Settled[] }) {
  const [seen, setSeen] = useState<readonly string[]>([]);
  const unseen = settled.filter((one) => !seen.includes(keyOf(one)));
  if (unseen.length === 0) return null;
  return (
    <section className={styles.banners} aria-label={words.settled.label}>
      {unseen.map((one) => (
        <div key={keyOf(one)} className={styles.notice}>
          <TriangleAlert aria-hidden />
          <p>{words.settled[one.did](baseName(one.file), one.kept.map(baseName))}</p>
          <Button className={cx(styles.way)} onPress={() => setSeen([...seen, keyOf(one)])}>
            {words.settled.seen}
          </Button>
        </div>
      ))}
    </section>
  );
}

function keyOf({ file, kept }: Settled): string {
  return kept[0] ?? file;
}
