import { useEffect, useRef, useState } from 'react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import type { FoundOtp } from '../../shared/contract-otp.ts';
import type { Failure } from '../../shared/failure.ts';
import { storeAccounts, useAccountsFolder } from '../stores/accounts.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { Check } from './check.tsx';
import { cx } from './cx.ts';
import { FailureNote } from './failure-note.tsx';
import styles from './otp-accounts.module.css';

const text = words.otp.sources;

type Account = FoundOtp['codes'][number];

interface ChooseProps {
  found: FoundOtp;
  onChoose: (token: string) => void;
}

/** The accounts that were read: one of them is for this secret. */
export function ChooseAccount({ found, onChoose }: ChooseProps) {
  const whole = found.have >= found.of;
  return (
    <div className={styles.accounts}>
      <p role="status">{text.choose(found)}</p>
      <ListBox
        key={String(whole)}
        aria-label={text.accounts}
        className={cx(styles.list)}
        // Who still reads pictures is not led away from them.
        {...(whole && { autoFocus: 'first' })}
        onAction={(token) => onChoose(String(token))}
      >
        {found.codes.map((account, at) => {
          const name = nameOf(account, at);
          return (
            <ListBoxItem
              key={account.token}
              id={account.token}
              textValue={name}
              className={cx(styles.account)}
            >
              {name}
            </ListBoxItem>
          );
        })}
      </ListBox>
    </div>
  );
}

interface OthersProps {
  accounts: readonly Account[];
  onDone: () => void;
}

/** The accounts that were read besides: each may become a secret of its own. */
export function OtherAccounts({ accounts, onDone }: OthersProps) {
  const folder = useAccountsFolder();
  const part = useRef<HTMLFieldSetElement>(null);
  // In a small window its buttons are below what is seen.
  useEffect(() => part.current?.scrollIntoView({ block: 'nearest' }), []);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<Failure>();
  const [making, setMaking] = useState(false);
  const wanted = accounts.filter(({ token }) => !left.has(token));
  const make = async () => {
    setMaking(true);
    const fault = await storeAccounts(wanted.map(({ token }) => token));
    setMaking(false);
    setFailure(fault);
    if (fault === undefined) onDone();
  };
  return (
    <fieldset ref={part} className={styles.accounts}>
      <legend>{text.others(accounts.length)}</legend>
      <div className={styles.list}>
        {accounts.map((account, at) => (
          <Check
            key={account.token}
            isSelected={!left.has(account.token)}
            onChange={(on) => {
              const next = new Set(left);
              if (on) next.delete(account.token);
              else next.add(account.token);
              setLeft(next);
            }}
          >
            {nameOf(account, at)}
          </Check>
        ))}
      </div>
      {failure && <FailureNote failure={failure} />}
      <p className={styles.help}>{text.othersHelp(folder)}</p>
      <div className={styles.buttons}>
        <Button size="small" isDisabled={making || wanted.length === 0} onPress={() => void make()}>
          {text.make(wanted.length)}
        </Button>
        <Button size="small" kind="quiet" onPress={onDone}>
          {text.leave}
        </Button>
      </div>
    </fieldset>
  );
}

function nameOf({ issuer, account }: Account, at: number): string {
  return [issuer, account].filter((part) => part !== '').join(' · ') || text.unnamed(at + 1);
}
