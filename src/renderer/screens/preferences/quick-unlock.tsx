import { useEffect, useState } from 'react';
import type { QuickOptions } from '../../../shared/contract-quick-unlock.ts';
import type { Failure } from '../../../shared/failure.ts';
import { type QuickMeans, quickMeans } from '../../../shared/quick-unlock.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { say } from '../../stores/status.ts';
import { failureText } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import { Part } from './part.tsx';
import styles from './preferences.module.css';
import { SetQuickUnlock } from './set-quick-unlock.tsx';

const text = words.quickUnlock;

/** What opens the open vault again without its passphrase: off until somebody wants it. */
export function QuickUnlockPart() {
  const [options, setOptions] = useState<QuickOptions>();
  const [failure, setFailure] = useState<Failure>();
  const [setting, setSetting] = useState<QuickMeans>();
  const take = (reply: Awaited<ReturnType<typeof api.quickUnlock.options>>) =>
    reply.ok ? setOptions(reply.value) : setFailure(reply.failure);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when it is looked at.
  useEffect(() => void api.quickUnlock.options().then(take), []);
  if (options === undefined) return failure ? <FailureNote failure={failure} /> : null;
  const { set, asker } = options;
  const turnOff = async () => {
    const reply = await api.quickUnlock.turnOff();
    take(reply);
    if (reply.ok) say(text.turnedOff);
  };
  return (
    <Part title={text.title} help={text.help}>
      {failure && <FailureNote failure={failure} />}
      {set && <p>{text.set[set.means](text.hours(set.hours))}</p>}
      <div className={styles.links}>
        {quickMeans
          .filter((means) => options[means] === undefined)
          .map((means) => (
            <Button key={means} onPress={() => setSetting(means)}>
              {set?.means === means ? text.change[means] : text.use[means]}
            </Button>
          ))}
        {set && <Button onPress={() => void turnOff()}>{text.off}</Button>}
      </div>
      {quickMeans.map((means) => {
        const reason = options[means];
        return reason === undefined ? null : (
          <p key={means} className={styles.help}>
            {text.lacks(means === 'pin' ? text.pin : text.systems[asker], reasonOf(reason))}
          </p>
        );
      })}
      <p className={styles.help}>{text.cost}</p>
      {setting && (
        <SetQuickUnlock
          means={setting}
          hours={set?.hours}
          onSet={(next) => {
            setOptions(next);
            setFailure(undefined);
            say(text.saved);
          }}
          onClose={() => setSetting(undefined)}
        />
      )}
    </Part>
  );
}

function reasonOf(reason: NonNullable<QuickOptions['pin']>): string {
  return failureText({ code: 'quick-unlock', reason }).what;
}
