import { localKinds } from '../../../shared/place.ts';
import { Acceptance, acceptanceOf } from '../../components/acceptance.tsx';
import { Button } from '../../components/button.tsx';
import { Actions, Reading } from '../../components/reading.tsx';
import { addBackup, mend, showLook, useRepair } from '../../stores/repair.ts';
import { words } from '../../words/words.ts';

const text = words.repair.accept;

/** Not everything was found: nothing is written until that is accepted. */
export function Accept() {
  const report = useRepair((repair) => repair.report);
  if (!report) return null;
  const { title, lead, yes } = acceptanceOf(report);
  return (
    <Reading title={title} lead={lead}>
      <Acceptance report={report} />
      <Actions>
        <Button kind="primary" size="large" onPress={() => void addBackup(localKinds[0])}>
          {text.another}
        </Button>
        <Button size="large" onPress={() => void mend(true)}>
          {yes}
        </Button>
        <Button kind="quiet" size="large" onPress={showLook}>
          {text.back}
        </Button>
      </Actions>
    </Reading>
  );
}
