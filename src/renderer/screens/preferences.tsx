import { useEffect, useState } from 'react';
import type { Preferences as Values } from '../../shared/contract.ts';
import type { Failure } from '../../shared/failure.ts';
import { languageNames, languages } from '../../shared/words/languages.ts';
import { api } from '../api.ts';
import { Button } from '../components/button.tsx';
import { Check } from '../components/check.tsx';
import { Choice } from '../components/choice.tsx';
import { Dialog } from '../components/dialog.tsx';
import { FailureNote } from '../components/failure-note.tsx';
import { savePreferences, useSession } from '../stores/session.ts';
import { words } from '../words/words.ts';
import styles from './dialogs.module.css';

const text = words.preferences;
const themes = () =>
  (['system', 'light', 'dark'] as const).map((value) => ({ value, label: text.themes[value] }));
// Each under its own name: who reads none of the others finds it.
const spoken = () =>
  (['system', ...languageNames] as const).map((value) => ({
    value,
    label: value === 'system' ? text.systemLanguage : languages[value],
  }));
const minutes = [1, 2, 5, 10, 15, 30, 60, 240, 0];
const seconds = [10, 15, 30, 60, 120, 300, 0];

/** What the person prefers; every change counts at once. */
export function Preferences({ onClose }: { onClose: () => void }) {
  const values = useSession((session) => session.preferences);
  const [failure, setFailure] = useState<Failure>();
  const [canHide, setCanHide] = useState(false);
  useEffect(() => {
    void api.app.about().then((reply) => setCanHide(reply.ok && reply.value.hidesFromCapture));
  }, []);
  if (!values) return null;
  const set = async (part: Partial<Values>) => setFailure(await savePreferences({ ...values, ...part }));
  return (
    <Dialog title={text.title} onClose={onClose}>
      {failure && <FailureNote failure={failure} />}
      <div className={styles.settings}>
        <Choice
          label={text.language}
          value={values.language}
          options={spoken()}
          onChange={(language) => set({ language })}
        />
        <Choice
          label={text.theme}
          value={values.theme}
          options={themes()}
          onChange={(theme) => set({ theme })}
        />
        <h3>{text.security}</h3>
        <Choice
          label={text.autoLock}
          value={values.autoLockMinutes}
          options={withOwn(minutes, values.autoLockMinutes, text.minutes)}
          onChange={(autoLockMinutes) => set({ autoLockMinutes })}
        />
        <Choice
          label={text.clipboard}
          value={values.clipboardSeconds}
          options={withOwn(seconds, values.clipboardSeconds, text.seconds)}
          onChange={(clipboardSeconds) => set({ clipboardSeconds })}
        />
        <Check isSelected={values.lockOnSleep} onChange={(lockOnSleep) => set({ lockOnSleep })}>
          {text.lockOnSleep}
        </Check>
        {canHide && (
          <Check isSelected={values.hideFromCapture} onChange={(hideFromCapture) => set({ hideFromCapture })}>
            {text.hideFromCapture}
          </Check>
        )}
      </div>
      <footer>
        <Button kind="primary" onPress={onClose}>
          {words.actions.done}
        </Button>
      </footer>
    </Dialog>
  );
}

/** The usual values, and the one that is set should it be another; 0 is never. */
function withOwn(usual: readonly number[], own: number, label: (n: number) => string) {
  const values = usual.includes(own) ? usual : [own, ...usual];
  return values.map((value) => ({ value, label: value === 0 ? text.never : label(value) }));
}
