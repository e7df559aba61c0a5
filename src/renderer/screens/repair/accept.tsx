import { Button } from '../../components/button.tsx';
import { Lost } from '../../components/lost.tsx';
import { Actions, Reading } from '../../components/reading.tsx';
import { addBackup, lostCount, mend, showLook, useRepair } from '../../stores/repair.ts';
import { words } from '../../words/en.ts';

const text = words.repair.accept;

/** Not everything was found: nothing is written until that is accepted. */
export function Accept() {
  const report = useRepair((repair) => repair.report);
  if (!report) return null;
  return (
    <Reading title={text.title} lead={text.text(lostCount(report.lost))}>
      <Lost label={text.list} lost={report.lost} />
      <Actions>
        <Button kind="primary" size="large" onPress={() => void addBackup()}>
          {text.another}
        </Button>
        <Button size="large" onPress={() => void mend(true)}>
          {text.yes}
        </Button>
        <Button kind="quiet" size="large" onPress={showLook}>
          {text.back}
        </Button>
      </Actions>
    </Reading>
  );
}
