import { type FormEvent, useEffect, useRef, useState } from 'react';
import { recoveryLimits } from '../../../shared/recovery.ts';
import type { RecoverySet } from '../../../shared/recovery-schema.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { BareField } from '../../components/field.tsx';
import { settle } from '../../stores/recovery.ts';
import { say } from '../../stores/status.ts';
import { date } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import layout from './page.module.css';
import styles from './recovery.module.css';

const text = words.recovery.page;

/** The register: who has which sheet, and when it was last seen. Names are saved together. */
export function Holders({ set, readOnly }: { set: RecoverySet; readOnly: boolean }) {
  const known = set.holders.map(({ name }) => name);
  const [names, setNames] = useState<readonly string[]>(known);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other names in the vault replace what is shown.
  useEffect(() => setNames(known), [known.join('\n')]);
  const changed = names.some((name, i) => name.trim() !== known[i]);
  const save = async () => {
    const trimmed = names.map((name) => name.trim().slice(0, recoveryLimits.holder));
    if (changed && (await settle(api.recovery.setHolders({ names: trimmed })))) say(text.namesSaved);
  };
  // A name that was typed is kept, also by whoever leaves by Escape.
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => () => void latest.current(), []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };
  return (
    <section aria-labelledby="holders" className={styles.part}>
      <h3 id="holders">{text.holders}</h3>
      <form className={styles.card} onSubmit={submit}>
        <ul className={layout.register}>
          {set.holders.map(({ sheet, seen, has }, i) => (
            <li key={sheet}>
              <span>{words.recovery.give.sheet(sheet)}</span>
              <BareField
                label={text.holderOf(sheet)}
                value={names[i] ?? ''}
                placeholder={text.holder}
                isReadOnly={readOnly}
                onChange={(name) => setNames(names.map((one, k) => (k === i ? name : one)))}
              />
              {!readOnly && (
                <Button
                  aria-label={text.stillThereOf(sheet)}
                  onPress={() => void settle(api.recovery.confirmHolder({ sheet }))}
                >
                  {text.stillThere}
                </Button>
              )}
              <span className={layout.seen}>
                {text.seen}: {seen === undefined ? text.notSeen : date(seen)}
                {has !== undefined && ` · ${text.has(date(has))}`}
              </span>
            </li>
          ))}
        </ul>
        <div className={styles.actions}>
          {!readOnly && (
            <Button type="submit" isDisabled={!changed}>
              {text.saveNames}
            </Button>
          )}
          <span className={styles.faint}>{text.holderText}</span>
        </div>
      </form>
    </section>
  );
}
