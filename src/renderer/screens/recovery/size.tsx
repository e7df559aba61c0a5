import { useState } from 'react';
import { RadioGroup } from 'react-aria-components';
import { recoveryLimits, type SetSize, sizeFault } from '../../../shared/recovery.ts';
import { Choice } from '../../components/choice.tsx';
import { cx } from '../../components/cx.ts';
import { OnOrBack } from '../../components/on-or-back.tsx';
import { Option } from '../../components/option.tsx';
import { presetOf, presets } from '../../stores/set-size.ts';
import { words } from '../../words/words.ts';
import choosing from './choices.module.css';
import type { PlanProps } from './plan.ts';
import styles from './recovery.module.css';
import { Step } from './step.tsx';

const text = words.recovery.issue.size;
const numbers = Array.from({ length: recoveryLimits.shares }, (_, i) => ({
  value: i + 1,
  label: words.number(i + 1),
}));

/** How many sheets there are and how many are needed, and what that means in people and places. */
export function Size({ plan, onChange, onNext, onBack, ...step }: PlanProps) {
  const { size } = plan;
  const preset = presetOf(size);
  const [own, setOwn] = useState(preset < 0);
  const fault = sizeFault(size);
  const set = (part: Partial<SetSize>) => onChange({ size: { ...size, ...part } });
  const choose = (value: string) => {
    const chosen = presets[Number(value)];
    setOwn(!chosen);
    if (chosen) onChange({ size: chosen });
  };
  return (
    <Step title={text.title} text={text.text} {...step}>
      <RadioGroup
        aria-label={text.choices}
        value={own ? 'own' : String(preset)}
        onChange={choose}
        className={cx(choosing.choices)}
      >
        {presets.map((one, i) => (
          <Option
            key={one.shares}
            value={String(i)}
            title={text.preset(one)}
            help={[...(i === 1 ? [text.usual] : []), ...text.meaning(one)].join(' ')}
          />
        ))}
        <Option value="own" title={text.own} />
      </RadioGroup>
      {own && (
        <div className={choosing.numbers}>
          <Choice
            label={text.shares}
            value={size.shares}
            options={numbers}
            onChange={(shares) => set({ shares })}
          />
          <Choice
            label={text.threshold}
            value={size.threshold}
            options={numbers}
            onChange={(threshold) => set({ threshold })}
          />
        </div>
      )}
      <div role="status" className={choosing.meaning}>
        {fault ? (
          <p className={styles.fault}>{text.faults[fault]}</p>
        ) : (
          <>
            {own && text.meaning(size).map((sentence) => <p key={sentence}>{sentence}</p>)}
            <p className={styles.soft}>{text.places(size)}</p>
          </>
        )}
      </div>
      <OnOrBack
        on={words.recovery.issue.next}
        isDisabled={fault !== undefined}
        onPress={onNext}
        onBack={onBack}
      />
    </Step>
  );
}
