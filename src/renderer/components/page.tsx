import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { Toasts } from './toast.tsx';

/** Something that takes the whole window, over the vault; Escape and its cross lead back. */
export function Page(props: { title: string; onClose: () => void; children: ReactNode }) {
  return (
    <Dialog title={props.title} onClose={props.onClose} width="page">
      {props.children}
      {/* Those of the window lie under this page. */}
      <Toasts />
    </Dialog>
  );
}
