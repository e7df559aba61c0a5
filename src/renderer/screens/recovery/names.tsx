import { type FormEvent, useState } from 'react';
import { RadioGroup } from 'react-aria-components';
import { recoveryLimits, sheetLines } from '../../../shared/recovery.ts';
import { cx } from '../../components/cx.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Field } from '../../components/field.tsx';
import { OnOrBack } from '../../components/on-or-back.tsx';
import { Option } from '../../components/option.tsx';
import { words } from '../../words/words.ts';
import choosing from './choices.module.css';
import type { PlanProps } from './plan.ts';
import styles from './recovery.module.css';
import { Step } from './step.tsx';

const { names: text, paper: paperText } = words.recovery.issue;

/** Who holds which sheet; any may stay empty. */
export function Names({ plan, onChange, onNext, onBack, ...step }: PlanProps) {
  const { size, names, lines } = plan;
  const [isOpen, setOpen] = useState(sheetLines.some((name) => lines[name]));
  const set = (at: number, name: string) =>
    onChange({
      names: Array.from({ length: size.shares }, (_, i) =>
        (i === at ? name : (names[i] ?? '')).slice(0, recoveryLimits.holder),
      ),
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onNext();
  };
  return (
    <Step title={text.title} text={text.text} {...step}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <div className={choosing.twoColumns}>
          {Array.from({ length: size.shares }, (_, i) => (
            <Field
              // biome-ignore lint/suspicious/noArrayIndexKey: a sheet is its number.
              key={i}
              label={text.holder(i + 1)}
              value={names[i] ?? ''}
              placeholder={text.examples[i] ?? ''}
              onChange={(name) => set(i, name)}
            />
          ))}
        </div>
        <Disclosure title={text.beside} isOpen={isOpen} onToggle={setOpen}>
          <p className={styles.soft}>{text.besideHelp}</p>
          {sheetLines.map((name) => (
            <Field
              key={name}
              label={text.lines[name]}
              value={lines[name] ?? ''}
              placeholder={text.linesFor[name]}
              onChange={(line) =>
                onChange({ lines: { ...lines, [name]: line.slice(0, recoveryLimits.line) } })
              }
            />
          ))}
        </Disclosure>
        <OnOrBack on={words.recovery.issue.next} onBack={onBack} />
      </form>
    </Step>
  );
}

/** The paper in the printer. */
export function Paper({ plan, onChange, onNext, onBack, ...step }: PlanProps) {
  return (
    <Step title={paperText.title} text={paperText.text} {...step}>
      <RadioGroup
        aria-label={paperText.choices}
        value={plan.paper}
        onChange={(value) => onChange({ paper: value === 'letter' ? 'letter' : 'a4' })}
        className={cx(choosing.choices)}
      >
        <Option value="a4" title={paperText.a4} help={paperText.a4Text} />
        <Option value="letter" title={paperText.letter} help={paperText.letterText} />
      </RadioGroup>
      <OnOrBack on={words.recovery.issue.next} onPress={onNext} onBack={onBack} />
    </Step>
  );
}
