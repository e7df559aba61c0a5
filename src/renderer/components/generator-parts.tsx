import { useCallback, useEffect, useRef, useState } from 'react';
import {
  Label,
  Radio,
  RadioGroup,
  Slider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
} from 'react-aria-components';
import type { Failure } from '../../shared/failure.ts';
import type { GeneratorPreferences } from '../../shared/preferences.ts';
import { api } from '../api.ts';
import { words } from '../words/words.ts';
import { cx } from './cx.ts';
import { FailureNote } from './failure-note.tsx';
import styles from './generator-parts.module.css';

const text = words.generator;

interface Made {
  /** `undefined` until it was made. */
  readonly value: { readonly value: string; readonly bits: number } | undefined;
  readonly failure: Failure | undefined;
  readonly again: () => void;
}

/** Something made by these choices, and made anew whenever they change. */
export function useMade(choices: GeneratorPreferences): Made {
  const [value, setValue] = useState<Made['value']>();
  const [failure, setFailure] = useState<Failure>();
  const last = useRef(0);
  const key = JSON.stringify(choices);
  const make = useCallback(async () => {
    const mine = ++last.current;
    const reply = await generate(JSON.parse(key));
    if (mine !== last.current) return;
    if (reply.ok) setValue(reply.value);
    setFailure(reply.ok ? undefined : reply.failure);
  }, [key]);
  useEffect(() => void make(), [make]);
  return { value, failure, again: () => void make() };
}

function generate({ kind, ...choices }: GeneratorPreferences) {
  const { length, lower, upper, digits, symbols, unambiguous } = choices;
  const { separator, capitalize, number, language } = choices;
  return kind === 'words'
    ? api.generate.words({ words: choices.words, separator, capitalize, number, language })
    : api.generate.password({ length, lower, upper, digits, symbols, unambiguous });
}

/** What was made, and how hard it is to guess. */
export function MadeText({ made: { value, failure } }: { made: Made }) {
  return (
    <>
      {failure ? (
        <FailureNote failure={failure} />
      ) : (
        <output className={styles.made} aria-live="polite">
          {value?.value}
        </output>
      )}
      <p className={styles.bits}>{value ? text.bits(value.bits) : ''}</p>
    </>
  );
}

type Kind = GeneratorPreferences['kind'];

/** Characters or words. */
export function Kinds({ kind, onChange }: { kind: Kind; onChange: (kind: Kind) => void }) {
  return (
    <RadioGroup
      aria-label={text.kind}
      className={cx(styles.kinds)}
      orientation="horizontal"
      value={kind}
      onChange={(value) => onChange(value === 'words' ? 'words' : 'characters')}
    >
      <Radio value="characters" className={cx(styles.kind)}>
        {text.characters}
      </Radio>
      <Radio value="words" className={cx(styles.kind)}>
        {text.words}
      </Radio>
    </RadioGroup>
  );
}

interface AmountProps {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

/** How many of something. */
export function Amount({ label, value, min, max, onChange }: AmountProps) {
  return (
    <Slider className={cx(styles.slider)} value={value} minValue={min} maxValue={max} onChange={onChange}>
      <Label>{label}</Label>
      <SliderOutput className={cx(styles.amount)} />
      <SliderTrack className={cx(styles.track)}>
        <SliderThumb className={cx(styles.thumb)} />
      </SliderTrack>
    </Slider>
  );
}
