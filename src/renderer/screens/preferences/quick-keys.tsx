import { useEffect, useState } from 'react';
import type { GlobalKeysState } from '../../../shared/contract-quick.ts';
import { pressedGlobalKeys } from '../../../shared/global-keys.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { complain } from '../../stores/status.ts';
import { shownGlobalKeys } from '../../words/keys.ts';
import { words } from '../../words/words.ts';
import { Part } from './part.tsx';
import styles from './preferences.module.css';
import { useRecording } from './use-recording.ts';

const text = words.preferences.quickKeys;

/** The keys that show the quick search from anywhere: none, until somebody gives it some. */
export function QuickKeys() {
  const [now, setNow] = useState<GlobalKeysState>();
  const [fault, setFault] = useState('');
  useEffect(() => {
    void api.quick.keys().then((reply) => reply.ok && setNow(reply.value));
  }, []);
  const give = async (keys: string) => {
    const reply = await api.quick.setKeys({ keys });
    if (!reply.ok) return complain(reply.failure);
    setNow(reply.value);
  };
  const recording = useRecording((keys) => {
    setFault(keys === undefined ? text.unfit : '');
    if (keys !== undefined) void give(keys);
    return keys !== undefined;
  }, pressedGlobalKeys);
  if (now === undefined) return null;
  const shown = now.keys === '' ? words.shortcuts.noKeys : (now.shown ?? shownGlobalKeys(now.keys));
  const lost = now.state === 'on' || now.state === 'off' ? '' : text.lost[now.state];
  const start = () => {
    setFault('');
    recording.start();
  };
  return (
    <Part title={text.title} help={text.help}>
      <div className={styles.key}>
        <span>{text.label}</span>
        <Button aria-label={recording.isOn ? text.press : text.change(shown)} onPress={start}>
          {recording.isOn ? text.press : shown}
        </Button>
        <p className={styles.fault} role="status">
          {fault || lost}
        </p>
      </div>
    </Part>
  );
}
