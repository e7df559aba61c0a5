import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import { Working } from '../components/working.tsx';
import { cancelBackup, useQuitting } from '../stores/backups.ts';
import { words } from '../words/words.ts';

const text = words.backups.quitting;

/** The app waits for its last backup before it ends. */
export function Quitting() {
  const seconds = useQuitting((quitting) => quitting.seconds);
  if (seconds === undefined) return null;
  return (
    <Dialog title={text.title} role="alertdialog" onClose={cancelBackup}>
      <p>{text.text(seconds)}</p>
      <Working label={words.backups.place.working} />
      <footer>
        <Button autoFocus onPress={cancelBackup}>
          {text.now}
        </Button>
      </footer>
    </Dialog>
  );
}
