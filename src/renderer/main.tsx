import './styles/tokens.css';
import './styles/base.css';
import { lazy, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { bridge } from './api.ts';
import { App } from './app.tsx';
import { Gate } from './components/gate.tsx';
import { start } from './stores/session.ts';
import { pageLanguage, speak, words } from './words/words.ts';

// One page for both windows: its address says which of them this is.
const isQuick = new URLSearchParams(location.search).has('quick');
const Quick = lazy(() => import('./screens/quick/quick.tsx').then((it) => ({ default: it.Quick })));

const root = document.getElementById('root');
if (root) {
  // Main answers while the first of it is drawn.
  if (bridge) start();
  const language = pageLanguage();
  // English is here already. Nothing awaits at the top: the other languages are built on this file.
  if (language === 'en') draw(root);
  else void speak(language).finally(() => draw(root));
}

function draw(root: HTMLElement): void {
  const { noBridge, noBridgeText } = words.crash;
  createRoot(root).render(
    bridge ? (
      isQuick ? (
        <Suspense>
          <Quick />
        </Suspense>
      ) : (
        <App />
      )
    ) : (
      <Gate title={noBridge} text={noBridgeText}>
        {null}
      </Gate>
    ),
  );
}
