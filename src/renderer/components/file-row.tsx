import { TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { baseName, folderName } from '../../shared/file-name.ts';
import type { Place } from '../../shared/place.ts';
import { shownPlace } from '../../shared/place-form.ts';
import styles from './file-row.module.css';

/** Files or folders, one below the other. */
export function FileRows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {children}
    </ul>
  );
}

interface Props {
  name: string;
  /** The folder, or what else there is to say. */
  note?: ReactNode;
  /** What is wrong with it. */
  fault?: string | undefined;
  children?: ReactNode;
}

/** One file: its name, where it lies, and what can be done with it. */
export function FileRow({ name, note, fault, children }: Props) {
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <span className={styles.name}>{name}</span>
        {note !== undefined && <span className={styles.note}>{note}</span>}
        {fault !== undefined && (
          <span className={styles.bad}>
            <TriangleAlert aria-hidden />
            {fault}
          </span>
        )}
      </div>
      {children}
    </li>
  );
}

/** A vault by its name, and where it lies. */
export function PlaceRow({ place, ...rest }: { place: Place } & Pick<Props, 'fault' | 'children'>) {
  const shown = shownPlace(place);
  return <FileRow name={baseName(shown)} note={folderName(shown)} {...rest} />;
}
