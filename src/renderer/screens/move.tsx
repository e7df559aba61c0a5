import { type FormEvent, useState } from 'react';
import type { Failure } from '../../shared/failure.ts';
import { isService } from '../../shared/place.ts';
import { api } from '../api.ts';
import { Dialog } from '../components/dialog.tsx';
import { DialogForm } from '../components/dialog-form.tsx';
import { PlaceField } from '../components/place-field.tsx';
import { SharedFolder } from '../components/shared-folder.tsx';
import { usePlace } from '../components/use-place.ts';
import { tellAfterwards } from '../stores/aftermath.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const text = words.move;

/**
 * Brings the vault to another place of any kind; the screen that unlocks it there tells how that
 * went.
 */
export function Move({ onClose }: { onClose: () => void }) {
  const [tried, setTried] = useState(false);
  const [working, setWorking] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const { place, named, failure: refused, field } = usePlace('new');
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (working) return;
    setFailure(undefined);
    setWorking(true);
    const to = await named();
    const reply = to && (await api.places.move({ place: to }));
    setWorking(false);
    if (to === undefined || reply === undefined) return;
    if (!reply.ok) {
      // Where it fails once it is locked, the screen that unlocks tells why.
      tellAfterwards({ place: to, what: { kind: 'failed', failure: reply.failure } });
      return setFailure(reply.failure.code === 'cancelled' ? undefined : reply.failure);
    }
    const { kept } = reply.value;
    tellAfterwards({ place: to, kept, what: { kind: 'moved', stays: isService(kept.kind) } });
  };
  const close = () => {
    if (working) void api.places.cancelMove();
    else onClose();
  };
  return (
    <Dialog title={text.title} onClose={close} closable={!working} width="wide">
      <p className={styles.soft}>{text.text}</p>
      <DialogForm
        failure={failure ?? refused}
        working={working ? text.working : undefined}
        onSubmit={submit}
        onClose={close}
        yes={text.submit}
      >
        <PlaceField {...field} tried={tried} isDisabled={working} autoFocus />
        <SharedFolder place={place} />
      </DialogForm>
    </Dialog>
  );
}
