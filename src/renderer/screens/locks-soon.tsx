import { useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { stay, useLocksSoon } from '../stores/locks-soon.ts';
import { words } from '../words/words.ts';

const text = words.locksSoon;

/**
 * Nobody is there, and sheets that are shown once would go with the lock: it is counted down to.
 */
export function LocksSoon() {
  const until = useLocksSoon((soon) => soon.until);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const each = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(each);
  }, []);
  if (until === undefined) return null;
  return (
    <Dialog title={text.title} role="alertdialog" onClose={stay}>
      <p>{text.text(Math.max(0, Math.ceil((until - now) / 1_000)))}</p>
      <footer>
        <Button kind="primary" autoFocus onPress={stay}>
          {text.stay}
        </Button>
      </footer>
    </Dialog>
  );
}
