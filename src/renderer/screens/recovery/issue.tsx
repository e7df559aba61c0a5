import { useState } from 'react';
import { defaultSetSize } from '../../../shared/recovery.ts';
import { openSheets, useRecovery } from '../../stores/recovery.ts';
import { paperOf } from '../../stores/set-size.ts';
import { words } from '../../words/words.ts';
import { Activate, Done } from './activate.tsx';
import { Confirm } from './confirm.tsx';
import { HandOver } from './hand-over.tsx';
import { Names, Paper } from './names.tsx';
import type { Plan } from './plan.ts';
import { Prove } from './prove.tsx';
import { Size } from './size.tsx';

const text = words.recovery.issue;

type Place = 'size' | 'names' | 'paper' | 'confirm' | 'hand' | 'prove' | 'activate' | 'done';
const order: readonly Place[] = ['size', 'names', 'paper', 'confirm', 'hand', 'prove', 'activate'];

interface Props {
  /** `prove`: the set was made before, and waits to be read back. */
  from: 'issue' | 'prove';
  onLeave: () => void;
  onDone: () => void;
}

/** Makes a set: size, names, paper, passphrase; then onto paper, back from paper, and into use. */
export function Issue({ from, onLeave, onDone }: Props) {
  const status = useRecovery((recovery) => recovery.status);
  const [place, setPlace] = useState<Place>(() => {
    if (from === 'issue') return 'size';
    return status?.pending && openSheets(status).length === 0 ? 'activate' : 'prove';
  });
  const [plan, setPlan] = useState<Plan>({
    size: defaultSetSize,
    names: [],
    lines: status?.lines ?? {},
    paper: paperOf(navigator.language),
  });
  // Once the new set is in use the one before is among the ended.
  const [replaces] = useState(status?.active !== undefined);
  const step = {
    over: text.step(order.indexOf(place) + 1, order.length),
    note: replaces ? text.safeOld : text.safeFirst,
  };
  const change = (part: Partial<Plan>) => setPlan({ ...plan, ...part });
  const to = (next: Place) => () => setPlace(next);
  switch (place) {
    case 'size':
      return <Size {...step} plan={plan} onChange={change} onNext={to('names')} onBack={onLeave} />;
    case 'names':
      return <Names {...step} plan={plan} onChange={change} onNext={to('paper')} onBack={to('size')} />;
    case 'paper':
      return <Paper {...step} plan={plan} onChange={change} onNext={to('confirm')} onBack={to('names')} />;
    case 'confirm':
      return <Confirm {...step} plan={plan} onNext={to('hand')} onBack={to('paper')} />;
    case 'hand':
      return <HandOver {...step} onNext={to('prove')} onBack={onLeave} />;
    case 'prove':
      return (
        <Prove {...step} onNext={to('activate')} onBack={status?.pending?.atHand ? to('hand') : onLeave} />
      );
    case 'activate':
      return <Activate {...step} replaces={replaces} onNext={to('done')} onBack={to('prove')} />;
    case 'done':
      return <Done replaces={replaces} onDone={onDone} />;
  }
}
