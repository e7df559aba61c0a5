import { useLayoutEffect, useRef } from 'react';
import type { PathFault } from '../../../shared/failure-reasons.ts';
import { titledFaults } from '../../../shared/title.ts';
import { Field } from '../../components/field.tsx';
import type { Draft } from '../../stores/draft.ts';
import { change } from '../../stores/editor.ts';
import { words } from '../../words/words.ts';
import styles from './editor.module.css';
import { FolderField } from './folder-field.tsx';

const text = words.editor;

interface Props {
  draft: Draft;
  /** A save was tried: what is only half typed is blamed from then on. */
  tried: boolean;
  autoFocus: boolean;
}

/** What a secret is called, and the folder it lies in. */
export function PlaceFields({ draft, tried, autoFocus }: Props) {
  const title = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    if (autoFocus) title.current?.focus();
  }, [autoFocus]);
  const faults = titledFaults(draft);
  const said = <Fault extends PathFault | 'slash'>(fault: Fault | undefined) =>
    fault !== undefined && (tried || isSettled(fault)) ? fault : undefined;
  const [titleFault, folderFault] = [said(faults.title), said(faults.folder)];
  return (
    <div className={styles.place} data-place>
      <Field
        label={text.title}
        value={draft.title}
        onChange={(value) => change({ title: value })}
        fault={titleFault && text.titleFaults[titleFault]}
        inputRef={title}
      />
      <FolderField
        value={draft.folder}
        onChange={(folder) => change({ folder })}
        fault={folderFault && text.pathFaults[folderFault]}
      />
    </div>
  );
}

function isSettled(fault: PathFault | 'slash'): boolean {
  return fault !== 'empty' && fault !== 'empty-segment' && fault !== 'dot-segment';
}
