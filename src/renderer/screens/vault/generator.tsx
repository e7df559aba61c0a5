import { Dices, RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { Dialog, DialogTrigger, Heading, Popover } from 'react-aria-components';
import { defaultPreferences } from '../../../shared/preferences.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Check } from '../../components/check.tsx';
import { cx } from '../../components/cx.ts';
import { Amount, Kinds, MadeText, useMade } from '../../components/generator-parts.tsx';
import menu from '../../components/menu.module.css';
import { useSession } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import styles from './generator.module.css';

const text = words.generator;

/** A button that opens the password generator; `onUse` gets what was made. */
export function Generator({ name, onUse }: { name: string; onUse: (value: string) => void }) {
  return (
    <DialogTrigger>
      <IconButton label={text.open(name)} tooltip={false}>
        <Dices aria-hidden />
      </IconButton>
      <Popover className={cx(menu.popover, styles.popover)} placement="bottom end" offset={4}>
        <Dialog className={cx(styles.dialog)}>
          {({ close }) => (
            <Choices
              onUse={(value) => {
                onUse(value);
                close();
              }}
            />
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** What the preferences say, changed for this once. */
function Choices({ onUse }: { onUse: (value: string) => void }) {
  const preferred = useSession((session) => session.preferences?.generator ?? defaultPreferences.generator);
  const [choices, setChoices] = useState(preferred);
  const made = useMade(choices);
  const set = (part: Partial<typeof choices>) => setChoices({ ...choices, ...part });
  const { value } = made;
  return (
    <>
      <Heading slot="title" className={cx(styles.title)}>
        {text.title}
      </Heading>
      <MadeText made={made} />
      <Kinds kind={choices.kind} onChange={(kind) => set({ kind })} />
      {choices.kind === 'characters' ? (
        <>
          <Amount
            label={text.length}
            value={choices.length}
            min={8}
            max={64}
            onChange={(length) => set({ length })}
          />
          <Check isSelected={choices.symbols} onChange={(symbols) => set({ symbols })}>
            {text.symbols}
          </Check>
        </>
      ) : (
        <Amount
          label={text.wordCount}
          value={choices.words}
          min={3}
          max={12}
          onChange={(count) => set({ words: count })}
        />
      )}
      <footer className={styles.footer}>
        <IconButton label={text.again} onPress={made.again}>
          <RefreshCw aria-hidden />
        </IconButton>
        <Button kind="primary" isDisabled={!value} onPress={() => value && onUse(value.value)}>
          {text.use}
        </Button>
      </footer>
    </>
  );
}
