import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { useImportColumns } from '../../stores/import-columns.ts';
import { chooseChanged, chooseSame, show, useImportTree } from '../../stores/import-tree.ts';
import { reviewColumns, startOver, useTransfer } from '../../stores/transfer.ts';
import { words } from '../../words/words.ts';
import dialogs from '../dialogs.module.css';
import styles from './preview.module.css';
import { Reasons } from './report.tsx';
import { Tree } from './tree.tsx';

const text = words.import;
const standings = ['new', 'changed', 'same', 'told'] as const;

const changedWays = () =>
  (['newer', 'version', 'both', 'skip'] as const).map((value) => ({ value, label: text.changedWays[value] }));
const sameWays = () =>
  (['usual', 'skip', 'both'] as const).map((value) => ({ value, label: text.sameWays[value] }));

/** What would come of a file, entry by entry, and what is wanted of it. */
export function Preview({ onRun }: { onRun: () => void }) {
  const { report } = useTransfer();
  const { counts, changed, same, failure } = useImportTree();
  const { tables } = useImportColumns();
  if (!report) return null;
  const all = counts.new + counts.changed + counts.same;
  return (
    <>
      <p className={dialogs.soft} role="status">
        {counts.comes > 0 ? (
          <>
            <strong>{text.previewTitle(counts.comes)}.</strong> {text.previewText}
          </>
        ) : (
          text.nothing
        )}
      </p>
      {failure && <FailureNote failure={failure} />}
      {all > 0 && <Shown all={all} />}
      {all > 0 && <Tree />}
      <div className={styles.ways}>
        {counts.changed > 0 && (
          <Choice
            above
            label={text.changed}
            value={changed}
            options={changedWays()}
            onChange={(way) => void chooseChanged(way)}
          />
        )}
        {counts.same > 0 && (
          <Choice
            above
            label={text.same}
            value={same}
            options={sameWays()}
            onChange={(way) => void chooseSame(way)}
          />
        )}
      </div>
      <Reasons
        report={{ ...report, skipped: report.skipped.filter(({ reason }) => !isInTree(reason)), notes: [] }}
      />
      <footer>
        <Button onPress={startOver}>{text.other}</Button>
        {tables.length > 0 && <Button onPress={reviewColumns}>{text.columnsOpen}</Button>}
        <Button kind="primary" autoFocus isDisabled={counts.comes === 0} onPress={onRun}>
          {text.run(counts.comes)}
        </Button>
      </footer>
    </>
  );
}

/** Narrows the tree to entries of one kind. */
function Shown({ all }: { all: number }) {
  const { counts, show: shown } = useImportTree();
  const kinds = standings.filter((one) => counts[one] > 0);
  if (kinds.length < 2) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what a form sends.
    <div role="group" aria-label={text.show} className={styles.shown}>
      <Button
        size="small"
        kind={shown === undefined ? 'primary' : 'plain'}
        onPress={() => void show(undefined)}
      >
        {text.all(all)}
      </Button>
      {kinds.map((one) => (
        <Button
          key={one}
          size="small"
          kind={shown === one ? 'primary' : 'plain'}
          onPress={() => void show(one)}
        >
          {text.standings[one](counts[one])}
        </Button>
      ))}
    </div>
  );
}

/** What stands in the tree, with how it stands to the vault, is not told a second time. */
function isInTree(reason: string): boolean {
  return ['already-imported', 'same-there', 'deleted-here', 'not-wanted'].includes(reason);
}
