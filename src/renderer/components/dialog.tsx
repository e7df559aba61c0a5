import { X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { Dialog as Base, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { words } from '../words/words.ts';
import { IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './dialog.module.css';

interface Props {
  title: string;
  children: ReactNode;
  onClose: () => void;
  /** False while something is under way that must not be left by chance. */
  closable?: boolean;
  role?: 'dialog' | 'alertdialog';
  /** `page`: it takes the whole window. */
  width?: 'narrow' | 'wide' | 'broad' | 'page';
}

/** Those that are open, the topmost last. */
const open: object[] = [];

// React Aria hears Escape only from inside the dialog. When what had the focus is taken away the
// focus is on the page's body, until something takes it up again: a key in that moment must not be
// lost.
function useEscapeFromNowhere(leave: (() => void) | undefined): void {
  const latest = useRef(leave);
  latest.current = leave;
  useEffect(() => {
    const own = {};
    open.push(own);
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && event.target === document.body && open.at(-1) === own) latest.current?.();
    };
    document.addEventListener('keydown', press);
    return () => {
      open.splice(open.indexOf(own), 1);
      document.removeEventListener('keydown', press);
    };
  }, []);
}

/** A dialog over the window. Its content ends with a `<footer>` of buttons. */
export function Dialog({
  title,
  children,
  onClose,
  closable = true,
  role = 'dialog',
  width = 'narrow',
}: Props) {
  useEscapeFromNowhere(closable ? onClose : undefined);
  return (
    <ModalOverlay
      isOpen
      onOpenChange={(isOpen) => isOpen || onClose()}
      isDismissable={false}
      isKeyboardDismissDisabled={!closable}
      className={cx(styles.overlay, width === 'page' && styles.whole)}
    >
      <Modal className={cx(styles.modal, styles[width])}>
        <Base role={role} className={cx(styles.dialog)}>
          <header className={styles.header}>
            <Heading slot="title" className={cx(styles.title)}>
              {title}
            </Heading>
            {closable && role === 'dialog' && (
              <IconButton label={words.actions.close} onPress={onClose} tooltip={false}>
                <X aria-hidden />
              </IconButton>
            )}
          </header>
          {children}
        </Base>
      </Modal>
    </ModalOverlay>
  );
}
