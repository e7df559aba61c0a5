import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { Trial } from '../../shared/contract-places.ts';
import { api } from '../api.ts';
import { failureText } from '../words/failures.ts';
import { words } from '../words/words.ts';
import { Button } from './button.tsx';
import { Check } from './check.tsx';
import styles from './service-part.module.css';
import type { Trying } from './use-place.ts';

const text = words.places.trial;

export interface ServicePartProps {
  keep: boolean;
  onKeep: (keep: boolean) => void;
  trying: Trying | undefined;
  onTry: () => void;
  /** A vault is to be made there. */
  isNew: boolean;
  /** Credentials were typed. */
  hasCredentials: boolean;
  isDisabled: boolean;
}

/** What becomes of the credentials for a service, and a trial of the place that says what fails. */
export function ServicePart(props: ServicePartProps) {
  const { trying, onTry, isNew, isDisabled } = props;
  const working = trying?.working === true;
  return (
    <>
      {props.hasCredentials && <KeptBy {...props} />}
      <div className={styles.trial}>
        <Button onPress={onTry} isDisabled={isDisabled || working}>
          {working ? text.working : text.run}
        </Button>
        <div role="status" aria-live="polite" className={styles.outcome}>
          {trying?.found && <Found trial={trying.found} isNew={isNew} />}
          {trying?.failure && <Line fails {...failureText(trying.failure)} />}
        </div>
      </div>
    </>
  );
}

/** Where credentials stay. */
export function KeptBy({
  keep,
  onKeep,
  isDisabled,
}: Pick<ServicePartProps, 'keep' | 'onKeep' | 'isDisabled'>) {
  const [keychain, setKeychain] = useState(false);
  useEffect(() => {
    void api.places.keychain().then((reply) => setKeychain(reply.ok && reply.value.keeps));
  }, []);
  const { keep: offer, ask } = words.places.credentials;
  if (!keychain) return <p className={styles.help}>{ask}</p>;
  return (
    <Check isSelected={keep} onChange={onKeep} isDisabled={isDisabled}>
      {offer}
    </Check>
  );
}

function Found({ trial: { ground, use }, isNew }: { trial: Trial; isNew: boolean }) {
  const isWrong = isNew ? ground !== 'nothing' : ground !== 'vault';
  if (isWrong) return <Line fails what={text.ground[ground]} next={isNew ? text.taken : text.nothing} />;
  if (use.way === 'none')
    return <Line fails={isNew} what={text.ground[ground]} next={text.none(text.why[use.why])} />;
  if (use.way === 'heads') return <Line what={text.ground[ground]} next={text.heads(text.why[use.why])} />;
  if (use.way === 'reading') return <Line what={text.ground[ground]} next={text.reading} />;
  const next = use.refusesLate === false ? `${text.oneLine} ${text.late}` : text.oneLine;
  return <Line what={text.ground[ground]} next={next} />;
}

function Line({ what, next, fails = false }: { what: string; next: string; fails?: boolean }) {
  return (
    <p className={styles.line} data-fails={fails || undefined}>
      {fails ? <TriangleAlert aria-hidden /> : <CircleCheck aria-hidden />}
      <span>
        <strong>{what}</strong> {next}
      </span>
    </p>
  );
}
