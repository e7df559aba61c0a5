import type { DamageReport } from '../../../shared/contract-repair.ts';
import { Lost } from '../../components/lost.tsx';
import { Facts, Part, Reading } from '../../components/reading.tsx';
import { bySecret } from '../../stores/repair.ts';
import { words } from '../../words/words.ts';
import { Mend } from './mend.tsx';

const text = words.repair.look;

/** What is lost, what is whole, and what can be done. */
export function Findings({ damage }: { damage: DamageReport }) {
  const { secrets, versions, lost, unnamed, records, structure } = damage;
  const current = bySecret(lost).filter((one) => one.current !== undefined).length;
  const files = lost.filter(({ file }) => file).length;
  const older = lost.length - files - current;
  const nothing = lost.length === 0 && unnamed === 0 && records.length === 0;
  if (nothing && !structure) return <Reading title={text.soundTitle} lead={text.sound} />;
  const facts = [
    { name: text.whole, value: words.number(secrets) },
    { name: text.wholeVersions, value: words.number(versions) },
    { name: text.lostNow, value: words.number(current + unnamed), bad: current + unnamed > 0 },
    { name: text.lostOlder, value: words.number(older), bad: older > 0 },
    ...(files > 0 ? [{ name: text.lostFiles, value: words.number(files), bad: true }] : []),
  ];
  return (
    <Reading
      title={titleOf({ current, older, unnamed, files, nothing })}
      lead={nothing ? `${text.structure} ${text.lead}` : text.lead}
    >
      <Facts label={text.facts} facts={facts} />
      {!nothing && (
        <Part title={words.repair.lost.title}>
          <Lost label={words.repair.lost.list} lost={{ versions: lost, unnamed, records }} />
        </Part>
      )}
      <Mend />
    </Reading>
  );
}

/** The worst of it. */
function titleOf(lost: {
  current: number;
  older: number;
  unnamed: number;
  files: number;
  nothing: boolean;
}): string {
  const { current, older, unnamed, files, nothing } = lost;
  if (nothing) return text.noLoss;
  if (current + older + unnamed > 0) return text.loss(current, unnamed);
  return files > 0 ? text.filesTitle(files) : text.recordsTitle;
}
