import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Dialog as Base, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { cx } from './cx.ts';
import dialog from './dialog.module.css';
import styles from './picker.module.css';
import { step } from './step.ts';

/** A line of a picker. */
export interface Option {
  readonly id: string;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  /** Said at its end, more quietly. */
  readonly hint?: ReactNode;
  readonly shortcut?: string;
  /** Set on the first line of a part: its heading. */
  readonly heading?: string;
  readonly run: () => void;
}

interface BoxProps {
  /** What is picked, for a screen reader. */
  title: string;
  placeholder?: string | undefined;
  options: readonly Option[];
  /** Said where there is none. */
  none: string;
  typed: string;
  onType: (typed: string) => void;
  onTake: (option: Option) => void;
  /** Hears which line Enter would take. */
  onHere?: ((option: Option | undefined) => void) | undefined;
  onKey?: ((event: KeyboardEvent, option: Option | undefined) => void) | undefined;
}

/** A box to type in and the lines that fit: arrows move, Enter takes. */
export function PickBox(props: BoxProps) {
  const { title, placeholder, options, none, typed, onType, onTake, onHere, onKey } = props;
  const [at, setAt] = useState(0);
  const prefix = useId();
  const list = useRef<HTMLDivElement>(null);
  const here = Math.min(at, options.length - 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other lines begin at their top.
  useEffect(() => setAt(0), [typed]);
  useEffect(() => {
    list.current?.querySelector(`[id="${prefix}-${here}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [here, prefix]);
  const id = options[here]?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a line is told of once, by its id.
  useEffect(() => onHere?.(options[here]), [id]);
  const press = (event: KeyboardEvent) => {
    const option = options[here];
    onKey?.(event, option);
    if (event.defaultPrevented) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      return option && onTake(option);
    }
    const typing = event.key === 'Home' || event.key === 'End';
    const to = typing ? undefined : step(event.key, here, options.length, 8);
    if (to === undefined) return;
    event.preventDefault();
    setAt(to);
  };
  return (
    <>
      <input
        // biome-ignore lint/a11y/noAutofocus: the box is there to be typed in.
        autoFocus
        role="combobox"
        aria-label={title}
        aria-expanded="true"
        aria-controls={`${prefix}-list`}
        aria-activedescendant={here >= 0 ? `${prefix}-${here}` : undefined}
        className={styles.input}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={press}
        autoComplete="off"
        spellCheck="false"
      />
      {options.length === 0 && none !== '' && <p className={styles.none}>{none}</p>}
      <div ref={list} id={`${prefix}-list`} role="listbox" aria-label={title} className={styles.list}>
        {options.map((option, i) => (
          <Line key={option.id} id={`${prefix}-${i}`} option={option} isHere={i === here} onTake={onTake} />
        ))}
      </div>
    </>
  );
}

interface Props extends Omit<BoxProps, 'onTake' | 'onHere'> {
  onClose: () => void;
  /** Shows the title. */
  titled?: boolean;
}

/** The same over the window: Esc leaves. */
export function Picker({ onClose, titled = false, ...props }: Props) {
  const take = (option: Option) => {
    onClose();
    option.run();
  };
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => open || onClose()}
      className={cx(dialog.overlay, styles.overlay)}
    >
      <Modal className={cx(dialog.modal, styles.modal)}>
        <Base className={cx(styles.dialog)}>
          <Heading slot="title" className={cx(titled ? styles.title : styles.unseen)}>
            {props.title}
          </Heading>
          <PickBox {...props} onTake={take} />
        </Base>
      </Modal>
    </ModalOverlay>
  );
}

interface LineProps {
  id: string;
  option: Option;
  isHere: boolean;
  onTake: (option: Option) => void;
}

function Line({ id, option, isHere, onTake }: LineProps) {
  const { label, icon, hint, shortcut, heading } = option;
  return (
    <>
      {heading !== undefined && (
        <div aria-hidden="true" className={styles.heading}>
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box takes the keys for its lines. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: aria-activedescendant points at them. */}
      <div
        id={id}
        role="option"
        aria-selected={isHere}
        className={styles.option}
        onClick={() => onTake(option)}
      >
        {icon}
        <span className={styles.label}>{label}</span>
        {hint !== undefined && <span className={styles.hint}>{hint}</span>}
        {shortcut !== undefined && <kbd>{shortcut}</kbd>}
      </div>
    </>
  );
}
