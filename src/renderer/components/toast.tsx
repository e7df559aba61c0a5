import { X } from 'lucide-react';
import { useLayoutEffect, useRef } from 'react';
import { dismiss, useStatus } from '../stores/status.ts';
import { words } from '../words/words.ts';
import { Button, IconButton } from './button.tsx';
import { cx } from './cx.ts';
import styles from './toast.module.css';

/** Says in `--toast` how much of the window's foot is taken, for what must not lie below it. */
function useTakenFoot(shown: number | undefined) {
  const region = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { style } = document.documentElement;
    const element = region.current;
    if (shown === undefined || !element) return;
    const measure = () =>
      style.setProperty('--toast', `${window.innerHeight - element.getBoundingClientRect().top + gap}px`);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => {
      observer.disconnect();
      style.removeProperty('--toast');
    };
  }, [shown]);
  return region;
}

/** Pixels between a toast and what stands above it. */
const gap = 8;

/**
 * The word in passing at the foot of the window, above every dialog; a screen reader hears it too.
 */
export function Toasts() {
  const toast = useStatus((status) => status.toast);
  const region = useTakenFoot(toast?.id);
  return (
    <div ref={region} className={styles.region} data-react-aria-top-layer>
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
