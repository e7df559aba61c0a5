import { ClipboardPaste, ImageIcon } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { FoundOtp } from '../../shared/contract-otp.ts';
import type { Failure } from '../../shared/failure.ts';
import { api } from '../api.ts';
import { untilLock } from '../stores/reset.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { FailureNote } from './failure-note.tsx';
import styles from './otp-field.module.css';

const text = words.otp.sources;

/** Other ways in: a picture with a square code, or what lies on the clipboard. Main reads both. */
export function OtpSources({ onChange }: { onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [found, setFound] = useState<FoundOtp>();
  const [failure, setFailure] = useState<Failure>();
  useEffect(() => () => void api.otp.forget(), []);
  const take = async (asked: ReturnType<typeof api.otp.fromClipboard>) => {
    const unlocked = untilLock();
    const reply = await asked;
    if (!unlocked()) return;
    setFailure(reply.ok ? undefined : reply.failure);
    if (!reply.ok) return;
    const [only, ...more] = reply.value.codes;
    if (only !== undefined && more.length === 0 && reply.value.have === reply.value.of) onChange(only.token);
    else setFound(reply.value);
  };
  const give = async (file: File | undefined) => {
    if (file) await take(api.otp.fromPicture({ bytes: new Uint8Array(await file.arrayBuffer()) }));
  };
  return (
    <div className={styles.sources}>
      <div className={styles.buttons}>
        <Button size="small" onPress={() => input.current?.click()}>
          <ImageIcon aria-hidden />
          {text.picture}
        </Button>
        <Button size="small" onPress={() => void take(api.otp.fromClipboard())}>
          <ClipboardPaste aria-hidden />
          {text.clipboard}
        </Button>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,application/pdf"
          aria-label={text.file}
          hidden
          onChange={(event) => {
            void give(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </div>
      {failure && <FailureNote failure={failure} />}
      {found && (
        <div role="status" className={styles.found}>
          <p>{text.choose(found)}</p>
          <ul aria-label={text.accounts}>
            {found.codes.map(({ token, issuer, account }, at) => (
              <li key={token}>
                <Button size="small" onPress={() => onChange(token)}>
                  {[issuer, account].filter((part) => part !== '').join(' · ') || text.unnamed(at + 1)}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
