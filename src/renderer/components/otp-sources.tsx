import { Camera as CameraIcon, ClipboardPaste, ImageIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { FoundOtp } from '../../shared/contract-otp.ts';
import type { Failure } from '../../shared/failure.ts';
import { recoveryLimits } from '../../shared/recovery.ts';
import { api } from '../api.ts';
import type { Frame } from '../stores/frames.ts';
import { untilLock } from '../stores/reset.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { Camera } from './camera.tsx';
import styles from './otp-field.module.css';
import { useDrop, usePaste } from './use-arrivals.ts';

const text = words.otp.sources;

interface Props {
  onFound: (found: FoundOtp) => void;
  onFailure: (failure: Failure) => void;
}

/**
 * Other ways in: a picture with a square code, chosen, dropped or pasted, the camera, or what lies on
 * the clipboard. Main reads all of them.
 */
export function OtpSources({ onFound, onFailure }: Props) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => () => void api.otp.forget(), []);
  const [filming, setFilming] = useState(false);
  const take = async (asked: ReturnType<typeof api.otp.fromClipboard>) => {
    const unlocked = untilLock();
    const reply = await asked;
    if (!unlocked()) return;
    if (reply.ok) onFound(reply.value);
    else onFailure(reply.failure);
  };
  const give = async (files: readonly File[]) => {
    for (const file of files) {
      if (file.size > recoveryLimits.picture) onFailure({ code: 'picture-refused', reason: 'too-large' });
      else await take(api.otp.fromPicture({ bytes: new Uint8Array(await file.arrayBuffer()) }));
    }
  };
  const look = async (frame: Frame) => {
    const unlocked = untilLock();
    const reply = await api.otp.fromFrame(frame);
    if (!unlocked()) return undefined;
    if (!reply.ok) return reply.failure;
    if (reply.value.found === undefined) return undefined;
    onFound(reply.value.found);
    return 'taken';
  };
  const dropping = useDrop((files) => void give(files));
  usePaste(() => void take(api.otp.fromClipboard()), 'pictures');
  return (
    <div className={styles.sources}>
      <div className={styles.buttons}>
        <Button size="small" onPress={() => input.current?.click()}>
          <ImageIcon aria-hidden />
          {text.picture}
        </Button>
        <Button size="small" aria-pressed={filming} onPress={() => setFilming(!filming)}>
          <CameraIcon aria-hidden />
          {text.camera}
        </Button>
        <Button size="small" onPress={() => void take(api.otp.fromClipboard())}>
          <ClipboardPaste aria-hidden />
          {text.clipboard}
        </Button>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,application/pdf"
          multiple
          aria-label={text.file}
          hidden
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            // The same file chosen again must be a change too.
            event.target.value = '';
            void give(files);
          }}
        />
      </div>
      {filming && (
        <Camera
          turn={(on) => api.otp.camera({ on })}
          look={look}
          other={text.noCamera}
          onStop={() => setFilming(false)}
        />
      )}
      {dropping && <p aria-hidden="true">{text.drop}</p>}
    </div>
  );
}
