import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as Base, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { words } from '../words/en.ts';
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
  width?: 'narrow' | 'wide' | 'page';
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
