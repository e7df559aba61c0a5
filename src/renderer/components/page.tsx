import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';

interface Props {
  title: string;
  onClose: () => void;
  /** False while something is under way that must not be left by chance. */
  closable?: boolean;
  children: ReactNode;
}

/** Something that takes the whole window, over the vault; Escape and its cross lead back. */
export function Page({ children, ...rest }: Props) {
  return (
    <Dialog {...rest} width="page">
      {children}
    </Dialog>
  );
}
