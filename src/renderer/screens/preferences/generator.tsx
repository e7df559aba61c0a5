import { RefreshCw } from 'lucide-react';
import { type GeneratorPreferences, separators } from '../../../shared/preferences.ts';
import { languageNames, languages } from '../../../shared/words/languages.ts';
import { IconButton } from '../../components/button.tsx';
import { Check } from '../../components/check.tsx';
import { Choice } from '../../components/choice.tsx';
import { Amount, Kinds, MadeText, useMade } from '../../components/generator-parts.tsx';
import { words } from '../../words/words.ts';
import { Part } from './part.tsx';
import type { PartProps } from './part-props.ts';
import styles from './preferences.module.css';

const text = words.preferences.generator;

interface Props {
  choices: GeneratorPreferences;
  set: (part: Partial<GeneratorPreferences>) => void;
}

/** What the generator begins with, and an example of it. */
export function GeneratorPart({ values: { generator: choices }, set: save }: PartProps) {
  const made = useMade(choices);
  const set = (part: Partial<GeneratorPreferences>) => save({ generator: { ...choices, ...part } });
  return (
    <Part title={text.title} help={text.help}>
      <div className={styles.example}>
        <MadeText made={made} />
        <IconButton label={words.generator.again} onPress={made.again}>
          <RefreshCw aria-hidden />
        </IconButton>
      </div>
      <Kinds kind={choices.kind} onChange={(kind) => set({ kind })} />
      {choices.kind === 'words' ? (
        <OfWords choices={choices} set={set} />
      ) : (
        <OfCharacters choices={choices} set={set} />
      )}
    </Part>
  );
}

const groups = ['lower', 'upper', 'digits', 'symbols'] as const;

function OfCharacters({ choices, set }: Props) {
  const chosen = groups.filter((group) => choices[group]);
  return (
    <>
      <Amount
        label={words.generator.length}
        value={choices.length}
        min={8}
        max={64}
        onChange={(length) => set({ length })}
      />
      {groups.map((group) => (
        <Check
          key={group}
          isSelected={choices[group]}
          // A password is made of something.
          isDisabled={chosen.length === 1 && choices[group]}
          onChange={(wanted) => set({ [group]: wanted })}
        >
          {text.groups[group]}
        </Check>
      ))}
      <Check isSelected={choices.unambiguous} onChange={(unambiguous) => set({ unambiguous })}>
        {text.unambiguous}
      </Check>
    </>
  );
}

function OfWords({ choices, set }: Props) {
  return (
    <>
      <Amount
        label={words.generator.wordCount}
        value={choices.words}
        min={3}
        max={12}
        onChange={(count) => set({ words: count })}
      />
      <Choice
        label={text.language}
        value={choices.language}
        options={languageNames.map((value) => ({ value, label: languages[value] }))}
        onChange={(language) => set({ language })}
      />
      <Choice
        label={text.separator}
        value={choices.separator}
        options={separators.map((value) => ({ value, label: text.separators[value] }))}
        onChange={(separator) => set({ separator })}
      />
      <Check isSelected={choices.capitalize} onChange={(capitalize) => set({ capitalize })}>
        {text.capitalize}
      </Check>
      <Check isSelected={choices.number} onChange={(number) => set({ number })}>
        {text.number}
      </Check>
    </>
  );
}
