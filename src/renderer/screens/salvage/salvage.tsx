import { type FormEvent, useEffect, useState } from 'react';
import { RadioGroup } from 'react-aria-components';
import { isService, localKinds, type Place } from '../../../shared/place.ts';
import { shownPlace } from '../../../shared/place-form.ts';
import { api } from '../../api.ts';
import { Acceptance, acceptanceOf } from '../../components/acceptance.tsx';
import { AskedKeyFile } from '../../components/asked-key-file.tsx';
import { Button } from '../../components/button.tsx';
import { ChosenFile } from '../../components/chosen-file.tsx';
import { cx } from '../../components/cx.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { Gate } from '../../components/gate.tsx';
import { NewPlaces, NewService, useService } from '../../components/new-places.tsx';
import { OnOrBack } from '../../components/on-or-back.tsx';
import { OrOnService } from '../../components/on-service.tsx';
import { Option } from '../../components/option.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { Actions } from '../../components/reading.tsx';
import { Counting } from '../../components/working.tsx';
import type { Where } from '../../stores/restored-place.ts';
import {
  backToForm,
  beginSalvage,
  chooseStandIn,
  endSalvage,
  salvage,
  salvageWhere,
  useSalvage,
} from '../../stores/salvage.ts';
import { failureSentences } from '../../words/failures.ts';
import { words } from '../../words/words.ts';
import styles from './salvage.module.css';

const text = words.repair.salvage;
const { mend: mending, accept } = words.repair;
const [usual, ...others] = localKinds;

/** A vault that does not open at all: a backup stands in for what tells where everything lies. */
export function Salvage({ place, onLeave }: { place: Place; onLeave: () => void }) {
  const step = useSalvage((it) => it.step);
  // The passphrase lives as long as this screen.
  const [passphrase, setPassphrase] = useState('');
  const [keyFile, setKeyFile] = useState<string>();
  useEffect(() => {
    beginSalvage(place);
    return endSalvage;
  }, [place]);
  const service = useService();
  const mend = async (lossy: boolean) => {
    const key = { passphrase, ...(keyFile !== undefined && { keyFile }) };
    if (await salvage(place, key, lossy, service.named)) onLeave();
  };
  if (step === 'working') return <Busy />;
  if (step === 'accept') {
    return <Accept onYes={() => void mend(true)} onNo={backToForm} />;
  }
  return (
    <Form
      damaged={place}
      passphrase={passphrase}
      onPassphrase={setPassphrase}
      keyFile={keyFile}
      onKeyFile={setKeyFile}
      onSubmit={() => void mend(false)}
      onLeave={onLeave}
      service={service}
    />
  );
}

interface FormProps {
  damaged: Place;
  passphrase: string;
  onPassphrase: (passphrase: string) => void;
  keyFile: string | undefined;
  onKeyFile: (file: string) => void;
  onSubmit: () => void;
  onLeave: () => void;
  service: ReturnType<typeof useService>;
}

function Form(props: FormProps) {
  const { damaged, passphrase, onPassphrase, keyFile, onKeyFile, onSubmit, onLeave, service } = props;
  const { backup, where, failure } = useSalvage();
  const [tried, setTried] = useState(false);
  const wrong = failure?.code === 'wrong-passphrase' ? failureSentences(failure) : undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (backup !== undefined && passphrase !== '') onSubmit();
  };
  const fault = tried && passphrase === '' ? text.empty : wrong;
  return (
    <Gate title={text.title} text={text.text} steps>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p className={styles.soft}>{shownPlace(damaged)}</p>
        {failure && !wrong && <FailureNote failure={failure} />}
        <ChosenFile
          label={text.backup}
          file={backup && shownPlace(backup)}
          none={text.noBackup}
          onChoose={() => void chooseStandIn(usual)}
          fault={tried && backup === undefined ? text.chooseFirst : undefined}
        />
        <div className={styles.ways}>
          {others.map((kind) => (
            <Button key={kind} kind="quiet" onPress={() => void chooseStandIn(kind)}>
              {words.places.kinds[kind].backup}
            </Button>
          ))}
        </div>
        <OrOnService take={words.places.service.takeBackup} onTake={chooseStandIn} />
        <PassphraseField label={text.passphrase} value={passphrase} onChange={onPassphrase} fault={fault} />
        <AskedKeyFile failure={failure} value={keyFile} onChange={onKeyFile} />
        <RadioGroup
          aria-label={mending.where}
          value={where}
          onChange={(value) => salvageWhere(value as Where)}
          className={cx(styles.places)}
        >
          {!isService(damaged.kind) && (
            <Option value="here" title={mending.inPlace} help={text.inPlaceHelp} />
          )}
          <NewPlaces help={mending.toFileHelp} />
        </RadioGroup>
        <NewService where={where} of={service} />
        <OnOrBack on={mending.run} onBack={onLeave} />
      </form>
    </Gate>
  );
}

function Busy() {
  const progress = useSalvage((it) => it.progress);
  return (
    <Gate title={text.title} steps>
      <Counting label={mending.working} progress={progress} figure={words.repair.figure} />
      <Actions>
        <Button size="large" onPress={() => void api.repair.cancel()}>
          {words.actions.cancel}
        </Button>
      </Actions>
    </Gate>
  );
}

function Accept({ onYes, onNo }: { onYes: () => void; onNo: () => void }) {
  const report = useSalvage((it) => it.report);
  if (!report) return null;
  const { title, lead, yes } = acceptanceOf(report);
  return (
    <Gate title={title} text={lead} steps>
      <Acceptance report={report} />
      <OnOrBack on={yes} onPress={onYes} back={accept.back} onBack={onNo} />
    </Gate>
  );
}
