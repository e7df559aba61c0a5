import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button, TreeItem, TreeItemContent } from 'react-aria-components';
import { cx } from '../../components/cx.ts';
import { words } from '../../words/words.ts';
import styles from './folders.module.css';

interface LineProps {
  id: string;
  name: string;
  icon: ReactNode;
  count: number | undefined;
  apart?: boolean;
}

/** One place beside the folders. */
export function Line({ id, name, icon, count, apart }: LineProps) {
  return (
    <TreeItem id={id} textValue={name} className={cx(styles.item, apart && styles.apart)}>
      <TreeItemContent>
        <Content name={name} icon={icon} count={count} />
      </TreeItemContent>
    </TreeItem>
  );
}

/** What the row of a place says. */
export function Content(props: {
  name: string;
  icon?: ReactNode;
  count: number | undefined;
  opens?: boolean;
}) {
  const { name, icon, count, opens } = props;
  return (
    <div className={styles.content}>
      {opens ? (
        <Button slot="chevron" className={cx(styles.chevron)}>
          <ChevronRight aria-hidden />
        </Button>
      ) : (
        <span className={styles.chevron} />
      )}
      {icon}
      <span className={styles.name}>{name}</span>
      {count !== undefined && <span className={styles.count}>{words.number(count)}</span>}
    </div>
  );
}
