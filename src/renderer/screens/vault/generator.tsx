import { Dices, RefreshCw } from 'lucide-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import {
  Dialog,
  DialogTrigger,
  Heading,
  Label,
  Popover,
  Radio,
  RadioGroup,
  Slider,
  SliderOutput,
  SliderThumb,
  SliderTrack,
} from 'react-aria-components';
import type { Failure } from '../../../shared/failure.ts';
import { api } from '../../api.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Check } from '../../components/check.tsx';
import { cx } from '../../components/cx.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import menu from '../../components/menu.module.css';
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

type Made = { value: string; bits: number };

function Choices({ onUse }: { onUse: (value: string) => void }) {
  const [kind, setKind] = useState<'characters' | 'words'>('characters');
  const [length, setLength] = useState(20);
  const [count, setCount] = useState(6);
  const [symbols, setSymbols] = useState(true);
  const [made, setMade] = useState<Made>();
  const [failure, setFailure] = useState<Failure>();
  const last = useRef(0);

  const make = useCallback(async () => {
    const mine = ++last.current;
    const reply = await (kind === 'words'
      ? api.generate.words({ words: count })
      : api.generate.password({ length, symbols }));
    if (mine !== last.current) return;
    if (reply.ok) setMade(reply.value);
    setFailure(reply.ok ? undefined : reply.failure);
  }, [kind, length, count, symbols]);
  useEffect(() => void make(), [make]);

  return (
    <>
      <Heading slot="title" className={cx(styles.title)}>
        {text.title}
      </Heading>
      {failure ? (
        <FailureNote failure={failure} />
      ) : (
        <output className={styles.made} aria-live="polite">
          {made?.value}
        </output>
      )}
      <p className={styles.bits}>{made ? text.bits(made.bits) : ''}</p>
      <RadioGroup
        aria-label={text.kind}
        className={cx(styles.kinds)}
        orientation="horizontal"
        value={kind}
        onChange={(value) => setKind(value === 'words' ? 'words' : 'characters')}
      >
        <Radio value="characters" className={cx(styles.kind)}>
          {text.characters}
        </Radio>
        <Radio value="words" className={cx(styles.kind)}>
          {text.words}
        </Radio>
      </RadioGroup>
      {kind === 'characters' ? (
        <>
          <Amount label={text.length} value={length} min={8} max={64} onChange={setLength} />
          <Check isSelected={symbols} onChange={setSymbols}>
            {text.symbols}
          </Check>
        </>
      ) : (
        <Amount label={text.wordCount} value={count} min={3} max={12} onChange={setCount} />
      )}
      <footer className={styles.footer}>
        <IconButton label={text.again} onPress={() => void make()}>
          <RefreshCw aria-hidden />
        </IconButton>
        <Button kind="primary" isDisabled={!made} onPress={() => made && onUse(made.value)}>
          {text.use}
        </Button>
      </footer>
    </>
  );
}

interface AmountProps {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

function Amount({ label, value, min, max, onChange }: AmountProps) {
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
