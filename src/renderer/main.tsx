import './styles/tokens.css';
import './styles/base.css';
import { createRoot } from 'react-dom/client';
import { bridge } from './api.ts';
import { App } from './app.tsx';
import { Gate } from './components/gate.tsx';
import { start } from './stores/session.ts';
import { words } from './words/en.ts';

const root = document.getElementById('root');
if (root) {
  const { noBridge, noBridgeText } = words.crash;
  // Main answers while the first of it is drawn.
  if (bridge) start();
  createRoot(root).render(
    bridge ? (
      <App />
    ) : (
      <Gate title={noBridge} text={noBridgeText}>
        {null}
      </Gate>
    ),
  );
}
