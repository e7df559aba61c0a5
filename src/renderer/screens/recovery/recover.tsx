import { useEffect, useState } from 'react';
import type { State } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { type LocalKind, localKinds, type Place } from '../../../shared/place.ts';
import { shownSet } from '../../../shared/recovery.ts';
import { api } from '../../api.ts';
import { Button } from '../../components/button.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Gate } from '../../components/gate.tsx';
import { OrOnService } from '../../components/on-service.tsx';
import { ask } from '../../stores/dialog.ts';
import { leave, select } from '../../stores/session.ts';
import { date } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import { Give } from './give.tsx';
import styles from './recovery.module.css';
import { Renew } from './renew.tsx';
import { Taken } from './taken.tsx';
import { useGathering } from './use-gathering.ts';

const text = words.recovery.recover;

interface Props {
  /**
   * `here`: the chosen vault is opened where it lies; `backup`: a file is chosen, and the vault
   * goes to a new place.
   */
  from: 'here' | 'backup';
  state: State;
  onLeave: () => void;
}

/**
 * From a locked vault and enough sheets to an open one. Nothing is written before its last step.
 */
export function Recover({ from, state, onLeave }: Props) {
  const [begun, setBegun] = useState(false);
  const [atSheets, setAtSheets] = useState(true);
  const [failure, setFailure] = useState<Failure>();
  const { gathering, failure: refused, take } = useGathering('recover', begun);
  // Enough sheets lead on; from the passphrase it is possible to look at them again.
  const complete = gathering?.complete ?? false;
  useEffect(() => setAtSheets(!complete), [complete]);

  const stop = async () => {
    const { stopTitle, stopText, stopYes, stopNo } = text;
    const lost = (gathering?.taken.length ?? 0) > 0;
    if (lost && !(await ask({ title: stopTitle, text: stopText, yes: stopYes, no: stopNo, danger: false })))
      return;
    if (from === 'backup' && state.vault !== 'none') await leave();
    onLeave();
  };
  const begin = async (place: Place) => {
    setBegun(false);
    const why = await select(place);
    setFailure(why);
    if (!why) setBegun(true);
  };
  const choose = async (kind: LocalKind) => {
    setFailure(undefined);
    const reply = await api.vault.choosePlace({ kind, purpose: 'existing' });
    if (!reply.ok) return setFailure(reply.failure);
    if (reply.value !== undefined) await begin(reply.value);
  };

  if (!begun || refused || !gathering) {
    const why = failure ?? refused;
    return (
      <Gate title={text.needTitle} text={text.need} steps>
        {why && <FailureNote failure={why} />}
        <Needs file={from === 'backup'} />
        <p className={styles.faint}>{text.safe}</p>
        {!(from === 'here' && !refused) && (
          <OrOnService take={words.places.service.takeVault} onTake={begin} />
        )}
        <div className={styles.actions}>
          {from === 'here' && !refused ? (
            <Button kind="primary" size="large" isDisabled={begun} onPress={() => setBegun(true)}>
              {text.start}
            </Button>
          ) : (
            localKinds.map((kind, i) => (
              <Button
                key={kind}
                kind={i === 0 ? 'primary' : 'plain'}
                size="large"
                onPress={() => void choose(kind)}
              >
                {kind === 'folder' ? text.chooseFolder : text.choose}
              </Button>
            ))
          )}
          <Button kind="quiet" size="large" onPress={stop}>
            {words.actions.back}
          </Button>
        </div>
      </Gate>
    );
  }
  if (!gathering.set) {
    const { unused } = gathering;
    const why = unused === undefined ? text.noSet : text.noSetUnused(date(unused));
    return (
      <Gate title={text.noSetTitle} text={why} steps>
        {failure && <FailureNote failure={failure} />}
        <section aria-labelledby="no-set-tips" className={styles.part}>
          <h2 id="no-set-tips">{text.noSetWays}</h2>
          <ul className={styles.tips}>
            {text.noSetTips.map((tip) => (
              <li key={tip}>{tip}</li>
            ))}
          </ul>
        </section>
        <div className={styles.actions}>
          <Button kind="primary" size="large" onPress={() => void choose(localKinds[0])}>
            {text.other}
          </Button>
          <Button size="large" onPress={stop}>
            {words.actions.back}
          </Button>
        </div>
      </Gate>
    );
  }
  if (complete && !atSheets) return <Renew from={from} onBack={() => setAtSheets(true)} />;
  const { set, created } = gathering.set;
  return (
    <Gate
      title={text.giveTitle(gathering.vaultName)}
      text={`${text.set(shownSet(set), date(created))} ${text.safe}`}
      steps
    >
      <Give gathering={gathering} onGathering={take} />
      <Taken gathering={gathering} onGathering={take} />
      <div className={styles.actions}>
        {complete && (
          <Button kind="primary" size="large" onPress={() => setAtSheets(false)}>
            {words.recovery.issue.next}
          </Button>
        )}
        <Button kind={complete ? 'quiet' : 'plain'} size="large" onPress={stop}>
          {text.stop}
        </Button>
      </div>
    </Gate>
  );
}

function Needs({ file }: { file: boolean }) {
  const needs = [
    [text.needPaper, text.needPaperText],
    ...(file ? [[text.needFile, text.needFileText]] : []),
    [text.needTime, text.needTimeText],
  ];
  return (
    <ol className={styles.todo}>
      {needs.map(([what, why]) => (
        <li key={what}>
          <div>
            <strong>{what}</strong>
            <span className={styles.soft}>{why}</span>
          </div>
        </li>
      ))}
    </ol>
  );
}
