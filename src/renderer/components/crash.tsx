import { Component, type ReactNode, useEffect, useState } from 'react';
import { bridge } from '../api.ts';
import { resetAll } from '../stores/reset.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { Gate } from './gate.tsx';

/** Shows a sober page in place of a blank one when something below it breaks. */
export class Boundary extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override componentDidCatch(): void {
    // Whatever was open must not live on behind this page.
    resetAll();
  }

  override render(): ReactNode {
    return this.state.broken ? <Crash /> : this.props.children;
  }
}

function Crash() {
  const [logFile, setLogFile] = useState('');
  useEffect(() => {
    void bridge?.app.about().then((reply) => reply.ok && setLogFile(reply.value.logFile));
  }, []);
  const again = async () => {
    await bridge?.vault.lock();
    window.location.reload();
  };
  return (
    <Gate title={words.crash.title} text={words.crash.text}>
      {logFile && (
        <p>
          {words.crash.log}
          <br />
          <code>{logFile}</code>
        </p>
      )}
      <div>
        <Button kind="primary" size="large" autoFocus onPress={again}>
          {words.crash.again}
        </Button>
      </div>
    </Gate>
  );
}
