import { X } from 'lucide-react';
import { dismiss, useStatus } from '../stores/status.ts';
import { words } from '../words/words.ts';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './toast.module.css';

/**
 * The word in passing at the foot of the window, above every dialog; a screen reader hears it too.
 */
export function Toasts() {
  const toast = useStatus((status) => status.toast);
  return (
    <div className={styles.region} data-react-aria-top-layer>
      <div role="status" aria-live="polite">
        {toast && (
          <div key={toast.id} className={cx(styles.toast, toast.tone === 'danger' && styles.danger)}>
            <p>{toast.text}</p>
            {toast.action && (
              <Button
                kind="quiet"
                size="small"
                onPress={() => {
                  dismiss(toast.id);
                  toast.action?.run();
                }}
              >
                {toast.action.label}
              </Button>
            )}
            {(toast.action || toast.tone === 'danger') && (
              <IconButton label={words.actions.dismiss} tooltip={false} onPress={() => dismiss(toast.id)}>
                <X aria-hidden />
              </IconButton>
            )}
          </div>
        )}
      </div>
    </div>
  );
}
