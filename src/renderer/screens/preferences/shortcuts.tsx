import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import {
  defaultShortcuts,
  refusalOf,
  type ShortcutAction,
  type ShortcutRefusal,
  type Shortcuts,
  shortcutActions,
  shortcutOf,
  withShortcut,
} from '../../../shared/shortcuts.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { shownKeys } from '../../words/keys.ts';
import { words } from '../../words/words.ts';
import { Part } from './part.tsx';
import type { PartProps } from './part-props.ts';
import styles from './preferences.module.css';
import { QuickKeys } from './quick-keys.tsx';
import { useRecording } from './use-recording.ts';

const text = words.preferences.keys;
const names = words.shortcuts.actions;

/** The keys of each action; another press of keys replaces them. */
export function ShortcutsPart({ values: { shortcuts }, set }: PartProps) {
  const change = (next: Shortcuts) => void set({ shortcuts: next });
  return (
    <>
      <QuickKeys />
      <Part title={text.title} help={text.help}>
        <ul className={styles.keys}>
          {shortcutActions.map((action) => (
            <Row key={action} action={action} changed={shortcuts} onChange={change} />
          ))}
        </ul>
        <div>
          <Button isDisabled={Object.keys(shortcuts).length === 0} onPress={() => change({})}>
            {text.resetAll}
          </Button>
        </div>
      </Part>
    </>
  );
}

interface RowProps {
  action: ShortcutAction;
  changed: Shortcuts;
  onChange: (next: Shortcuts) => void;
}

function Row({ action, changed, onChange }: RowProps) {
  const [refusal, setRefusal] = useState<ShortcutRefusal>();
  const give = (keys: string) => {
    setRefusal(undefined);
    onChange(withShortcut(action, keys, changed));
  };
  const recording = useRecording((keys) => {
    const refused = keys === '' ? undefined : refusalOf(action, keys, changed);
    if (refused !== undefined) setRefusal(refused);
    else if (keys !== undefined) give(keys);
    return refused === undefined;
  });
  const start = () => {
    setRefusal(undefined);
    recording.start();
  };
  const keys = shortcutOf(action, changed);
  const shown = shownKeys(keys) || words.shortcuts.noKeys;
  const fault = refusal && text.refused(nameOf(refusal));
  return (
    <li className={styles.key}>
      <span>{names[action]}</span>
      {keys !== defaultShortcuts[action] && (
        <IconButton label={text.reset(names[action])} onPress={() => give(defaultShortcuts[action])}>
          <RotateCcw aria-hidden />
        </IconButton>
      )}
      <Button aria-label={recording.isOn ? text.press : text.change(names[action], shown)} onPress={start}>
        {recording.isOn ? text.press : shown}
      </Button>
      <p className={styles.fault} role="status">
        {fault}
      </p>
    </li>
  );
}

function nameOf(refusal: ShortcutRefusal): 'none' | 'reserved' | { readonly other: string } {
  return refusal === 'none' || refusal === 'reserved' ? refusal : { other: names[refusal] };
}
