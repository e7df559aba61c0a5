import { Dices } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api.ts';
import { useLanguage } from '../stores/language.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import styles from './made-passphrase.module.css';

interface Props {
  isDisabled: boolean;
  /** True while it is still the one that the form holds. */
  isUsed: (made: string) => boolean;
  onMade: (made: string) => void;
}

/** Makes a passphrase of six words and shows it, to be written down. */
export function MadePassphrase({ isDisabled, isUsed, onMade }: Props) {
  const [made, setMade] = useState<string>();
  const language = useLanguage((spoken) => spoken.language);
  const make = async () => {
    const reply = await api.generate.words({ words: 6, separator: ' ', language });
    if (!reply.ok) return;
    setMade(reply.value.value);
    onMade(reply.value.value);
  };
  const shown = made !== undefined && isUsed(made);
  const { make: label, makeAnother, made: text } = words.create;
  return (
    <div className={styles.made}>
      {shown && (
        <>
          <p>{text}</p>
          <ol>
            {made.split(' ').map((word, n) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice, and none moves
              <li key={n}>{word}</li>
            ))}
          </ol>
        </>
      )}
      <div>
        <Button kind="quiet" size="small" isDisabled={isDisabled} onPress={() => void make()}>
          <Dices aria-hidden />
          {shown ? makeAnother : label}
        </Button>
      </div>
    </div>
  );
}
