import { TriangleAlert } from 'lucide-react';
import type { State } from '../../shared/contract.ts';
import { words } from '../words/en.ts';
import styles from './banners.module.css';

/** Warnings that stay: they take their own room at the top and cover nothing. */
export function Banners({ notices }: { notices: State['notices'] }) {
  if (notices.length === 0) return null;
  return (
    <section className={styles.banners} aria-label={words.notices.label}>
      {notices.map((notice) => (
        <p key={notice}>
          <TriangleAlert aria-hidden />
          {words.notices[notice]}
        </p>
      ))}
    </section>
  );
}
