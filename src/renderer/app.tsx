import { lazy, Suspense, useEffect, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Failure } from '../shared/failure.ts';
import { type Place, printPlace } from '../shared/place.ts';
import { api } from './api.ts';
import styles from './app.module.css';
import { Banners } from './components/banners.tsx';
import { Boundary } from './components/crash.tsx';
import { FailureNote } from './components/failure-note.tsx';
import { Gate } from './components/gate.tsx';
import { keepFocus } from './components/keep-focus.ts';
import { SettledBanners } from './components/settled-banners.tsx';
import { Toasts } from './components/toast.tsx';
import { Unlock } from './screens/unlock.tsx';
import { Welcome } from './screens/welcome.tsx';
import { lock } from './stores/actions.ts';
import { watchActivity } from './stores/activity.ts';
import { useQuitting, watchBackups } from './stores/backups.ts';
import { watchCalls } from './stores/called.ts';
import { useClients, watchRequests } from './stores/clients.ts';
import { closeDialog, openDialog, useDialog } from './stores/dialog.ts';
import { useLanguage, watchLanguage } from './stores/language.ts';
import { useLocksSoon, watchLocks } from './stores/locks-soon.ts';
import { watchMarks } from './stores/marks.ts';
import { openRepair } from './stores/repair.ts';
import { useSession } from './stores/session.ts';
import { complain } from './stores/status.ts';
import { words } from './words/words.ts';

// What an unlock screen does not need comes after it.
const openVault = () => import('./screens/vault/vault.tsx').then(({ Vault }) => ({ default: Vault }));
const Vault = lazy(openVault);
const openQuestion = () => import('./components/question.tsx').then((it) => ({ default: it.Question }));
const Question = lazy(openQuestion);
const openQuitting = () => import('./screens/quitting.tsx').then((it) => ({ default: it.Quitting }));
const Quitting = lazy(openQuitting);
const LocksSoon = lazy(() => import('./screens/locks-soon.tsx').then((it) => ({ default: it.LocksSoon })));
const Create = lazy(() => import('./screens/create.tsx').then((it) => ({ default: it.Create })));
const OpenService = lazy(() =>
  import('./screens/open-service.tsx').then((it) => ({ default: it.OpenService })),
);
const Join = lazy(() => import('./screens/join.tsx').then((it) => ({ default: it.Join })));
const Preferences = lazy(() =>
  import('./screens/preferences/preferences.tsx').then((it) => ({ default: it.Preferences })),
);
const SecurityKeys = lazy(() =>
  import('./screens/security-keys/security-keys.tsx').then((it) => ({ default: it.SecurityKeys })),
);
const ChangePassphrase = lazy(() =>
  import('./screens/change-passphrase.tsx').then((it) => ({ default: it.ChangePassphrase })),
);
const KeyFile = lazy(() => import('./screens/key-file.tsx').then((it) => ({ default: it.KeyFile })));
const Keys = lazy(() => import('./screens/keys.tsx').then((it) => ({ default: it.Keys })));
const Health = lazy(() => import('./screens/health.tsx').then((it) => ({ default: it.Health })));
const Export = lazy(() => import('./screens/export.tsx').then((it) => ({ default: it.Export })));
const Import = lazy(() => import('./screens/import/import.tsx').then((it) => ({ default: it.Import })));
const Recovery = lazy(() =>
  import('./screens/recovery/recovery.tsx').then((it) => ({ default: it.Recovery })),
);
const Recover = lazy(() => import('./screens/recovery/recover.tsx').then((it) => ({ default: it.Recover })));
const Access = lazy(() => import('./screens/access/access.tsx').then((it) => ({ default: it.Access })));
const Asking = lazy(() => import('./screens/access/asking.tsx').then((it) => ({ default: it.Asking })));
const Backups = lazy(() => import('./screens/backups/backups.tsx').then((it) => ({ default: it.Backups })));
const Keep = lazy(() => import('./screens/keep.tsx').then((it) => ({ default: it.Keep })));
const Move = lazy(() => import('./screens/move.tsx').then((it) => ({ default: it.Move })));
const Salvage = lazy(() => import('./screens/salvage/salvage.tsx').then((it) => ({ default: it.Salvage })));
const Repair = lazy(() => import('./screens/repair/repair.tsx').then((it) => ({ default: it.Repair })));
const Copies = lazy(() => import('./screens/copies/copies.tsx').then((it) => ({ default: it.Copies })));
const About = lazy(() => import('./screens/about.tsx').then((it) => ({ default: it.About })));
const Compare = lazy(() => import('./screens/compare.tsx').then((it) => ({ default: it.Compare })));
const Preview = lazy(() => import('./screens/preview.tsx').then((it) => ({ default: it.Preview })));
const Shortcuts = lazy(() => import('./screens/shortcuts.tsx').then((it) => ({ default: it.Shortcuts })));

/** The window: which screen, and what lies over it. */
export function App() {
  const language = useLanguage((spoken) => spoken.language);
  useEffect(watchLanguage, []);
  useEffect(watchRequests, []);
  useEffect(watchCalls, []);
  useEffect(watchBackups, []);
  useEffect(() => watchActivity(() => void api.app.active(), Date.now, window), []);
  useEffect(() => watchLocks(Date.now), []);
  useEffect(() => keepFocus(document), []);
  useEffect(() => watchMarks(() => void api.app.marked(), document), []);
  useEffect(() => {
    const idle = requestIdleCallback(() => void Promise.all([openVault(), openQuestion(), openQuitting()]));
    return () => cancelIdleCallback(idle);
  }, []);
  const notices = useSession((session) => session.state?.notices);
  const settled = useSession((session) => session.state?.settled);
  const isOpen = useSession((session) => session.state?.vault === 'open');
  const quitting = useQuitting(({ seconds }) => seconds !== undefined);
  const locksSoon = useLocksSoon(({ until }) => until !== undefined);
  const asks = useDialog(({ question }) => question !== undefined);
  const ways =
    isOpen && !quitting
      ? {
          damaged: { label: words.repair.banner, run: openRepair },
          replaced: { label: words.actions.lock, run: () => void lock() },
          'memory-only': { label: words.backups.keep.banner, run: () => openDialog('keep') },
        }
      : {};
  return (
    <I18nProvider locale={language === 'en' ? 'en-GB' : language}>
      <div className={styles.app}>
        <Banners notices={notices ?? []} ways={ways} />
        <SettledBanners settled={settled ?? []} />
        <Boundary>
          {/* Who leaves does not want to be read while the last backup goes on: the keys stay for it, and nothing else. */}
          {!quitting && (
            <>
              <Suspense>
                <Screen />
              </Suspense>
              <Suspense>
                <Dialogs />
              </Suspense>
              <Suspense>{asks && <Question />}</Suspense>
            </>
          )}
          <Suspense>{quitting && <Quitting />}</Suspense>
          <Suspense>{locksSoon && <LocksSoon />}</Suspense>
          <Suspense>
            <Waiting />
          </Suspense>
          <Toasts />
        </Boundary>
      </div>
    </I18nProvider>
  );
}

function Screen() {
  const { state, failure, turning } = useSession();
  const [creating, setCreating] = useState(false);
  const [opening, setOpening] = useState(false);
  const [joining, setJoining] = useState(false);
  const [recovering, setRecovering] = useState<'here' | 'backup'>();
  const [salvaging, setSalvaging] = useState<Place>();
  const vault = state?.vault;
  useEffect(() => {
    document.title = state?.name && vault !== 'none' ? `${state.name} – ${words.name}` : words.name;
    if (vault !== 'none') {
      setCreating(false);
      setOpening(false);
      setJoining(false);
    }
    if (vault === 'open') setRecovering(undefined);
    setSalvaging(undefined);
  }, [vault, state?.name]);

  // The welcome page shows it in place.
  const refused = state?.refused as Failure | undefined;
  const isShown = vault === 'none';
  useEffect(() => {
    if (refused && !isShown) complain(refused);
  }, [refused, isShown]);

  if (failure) {
    return (
      <Gate title={words.name}>
        <FailureNote failure={failure} />
      </Gate>
    );
  }
  if (!state || turning) return null;
  if (state.vault === 'open') return <Vault key={keyOf(state.place)} state={state} />;
  if (salvaging !== undefined) return <Salvage place={salvaging} onLeave={() => setSalvaging(undefined)} />;
  if (recovering) return <Recover from={recovering} state={state} onLeave={() => setRecovering(undefined)} />;
  if (state.vault === 'locked')
    return (
      <Unlock
        key={keyOf(state.place)}
        state={state}
        onForgot={() => setRecovering('here')}
        onSalvage={setSalvaging}
      />
    );
  if (creating) return <Create onBack={() => setCreating(false)} />;
  if (joining) return <Join onLeave={() => setJoining(false)} />;
  if (opening) return <OpenService onBack={() => setOpening(false)} />;
  return (
    <Welcome
      recents={state.recents}
      refused={refused}
      onCreate={() => setCreating(true)}
      onService={() => setOpening(true)}
      onRecover={() => setRecovering('backup')}
      onJoin={() => setJoining(true)}
      onSalvage={setSalvaging}
    />
  );
}

function keyOf(place: Place | undefined): string | undefined {
  return place && printPlace(place);
}

/** Loaded when the first program asks. */
function Waiting() {
  const any = useClients(({ requests }) => requests.length > 0);
  return any ? <Asking /> : null;
}

function Dialogs() {
  const dialog = useDialog((open) => open.dialog);
  const readOnly = useSession((session) => session.state?.readOnly ?? false);
  switch (dialog) {
    case 'preferences':
      return <Preferences onClose={closeDialog} readOnly={readOnly} />;
    case 'passphrase':
      return <ChangePassphrase onClose={closeDialog} />;
    case 'key-file':
      return <KeyFile onClose={closeDialog} />;
    case 'security-keys':
      return <SecurityKeys onClose={closeDialog} readOnly={readOnly} />;
    case 'keys':
      return <Keys onClose={closeDialog} />;
    case 'recovery':
      return <Recovery onClose={closeDialog} readOnly={readOnly} />;
    case 'access':
      return <Access onClose={closeDialog} readOnly={readOnly} />;
    case 'health':
      return <Health onClose={closeDialog} readOnly={readOnly} />;
    case 'import':
      return <Import onClose={closeDialog} />;
    case 'export':
      return <Export onClose={closeDialog} />;
    case 'backups':
      return <Backups onClose={closeDialog} readOnly={readOnly} />;
    case 'keep':
      return <Keep onClose={closeDialog} />;
    case 'move':
      return <Move onClose={closeDialog} />;
    case 'repair':
      return <Repair onClose={closeDialog} />;
    case 'copies':
      return <Copies onClose={closeDialog} readOnly={readOnly} />;
    case 'about':
      return <About onClose={closeDialog} />;
    case 'shortcuts':
      return <Shortcuts onClose={closeDialog} />;
    case 'preview':
      return <Preview />;
    case 'compare':
      return <Compare onClose={closeDialog} readOnly={readOnly} />;
    case undefined:
      return null;
  }
}
