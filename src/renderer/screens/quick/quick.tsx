import { useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { Boundary } from '../../components/crash.tsx';
import { keepFocus } from '../../components/keep-focus.ts';
import { watchActivity } from '../../stores/activity.ts';
import { useLanguage, watchLanguage } from '../../stores/language.ts';
import { resetAll } from '../../stores/reset.ts';
import { useSession } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import { Cancel } from './cancel.tsx';
import styles from './quick.module.css';
import { Search } from './search.tsx';
import { SmallUnlock } from './small-unlock.tsx';

/** The small window: it searches the open vault, and opens a locked one. */
export function Quick() {
  const language = useLanguage((spoken) => spoken.language);
  const shown = useShown();
  useEffect(watchLanguage, []);
  useEffect(() => keepFocus(document), []);
  useEffect(() => watchActivity(() => void api.app.active(), Date.now, window), []);
  useEffect(() => {
    document.title = words.quick.title;
  }, []);
  return (
    <I18nProvider locale={language === 'en' ? 'en-GB' : language}>
      <Boundary>
        {/* Put away, it holds nothing of what was typed or found. */}
        {shown > 0 && <Content key={shown} />}
      </Boundary>
    </I18nProvider>
  );
}

function Content() {
  const state = useSession((session) => session.state);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) void api.quick.close();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  if (state === undefined) return null;
  return (
    <main className={styles.window} aria-label={words.quick.title}>
      {state.vault === 'open' && <Search vault={state.name ?? ''} />}
      {state.vault === 'locked' && <SmallUnlock state={state} />}
      {state.vault === 'none' && (
        <div className={styles.form}>
          <h1>{words.quick.noVault}</h1>
          <p>{words.quick.noVaultText}</p>
          <div className={styles.actions}>
            <Button kind="primary" autoFocus onPress={() => void api.quick.showWindow({})}>
              {words.quick.openWindow}
            </Button>
            <Cancel />
          </div>
        </div>
      )}
    </main>
  );
}

/** Counts how often it was shown; 0 while it is put away. */
function useShown(): number {
  const [count, setCount] = useState(1);
  const [away, setAway] = useState(false);
  useEffect(
    () =>
      api.on('quick', ({ shown }) => {
        setAway(!shown);
        if (shown) setCount((before) => before + 1);
        else resetAll();
      }),
    [],
  );
  return away ? 0 : count;
}
