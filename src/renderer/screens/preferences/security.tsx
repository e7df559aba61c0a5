import { useEffect, useState } from 'react';
import { api } from '../../api.ts';
import { Check } from '../../components/check.tsx';
import { Choice } from '../../components/choice.tsx';
import { useSession } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import { Part } from './part.tsx';
import type { PartProps } from './part-props.ts';
import { QuickUnlockPart } from './quick-unlock.tsx';
import { withOwn } from './with-own.ts';

const text = words.preferences;
const minutes = [1, 2, 5, 10, 15, 30, 60, 240, 0];
const seconds = [10, 15, 30, 60, 120, 300, 0];
const orNever = (label: (n: number) => string) => (n: number) => (n === 0 ? text.never : label(n));

export function Security({ values, set }: PartProps) {
  const isOpen = useSession(({ state }) => state?.vault === 'open');
  const canHide = useCanHide();
  return (
    <>
      <Part title={text.locking}>
        <Choice
          label={text.autoLock}
          value={values.autoLockMinutes}
          options={withOwn(minutes, values.autoLockMinutes, orNever(text.minutes))}
          onChange={(autoLockMinutes) => set({ autoLockMinutes })}
        />
        <Check isSelected={values.lockOnSleep} onChange={(lockOnSleep) => set({ lockOnSleep })}>
          {text.lockOnSleep}
        </Check>
        <Check isSelected={values.lockOnMinimize} onChange={(lockOnMinimize) => set({ lockOnMinimize })}>
          {text.lockOnMinimize}
        </Check>
      </Part>
      {isOpen && <QuickUnlockPart />}
      <Part title={text.copying}>
        <Choice
          label={text.clipboard}
          value={values.clipboardSeconds}
          options={withOwn(seconds, values.clipboardSeconds, orNever(text.seconds))}
          onChange={(clipboardSeconds) => set({ clipboardSeconds })}
        />
        <Check isSelected={values.opensAddresses} onChange={(opensAddresses) => set({ opensAddresses })}>
          {text.opensAddresses}
        </Check>
        {canHide && (
          <Check isSelected={values.hideFromCapture} onChange={(hideFromCapture) => set({ hideFromCapture })}>
            {text.hideFromCapture}
          </Check>
        )}
      </Part>
    </>
  );
}

function useCanHide(): boolean {
  const [canHide, setCanHide] = useState(false);
  useEffect(() => {
    void api.app.about().then((reply) => setCanHide(reply.ok && reply.value.hidesFromCapture));
  }, []);
  return canHide;
}
