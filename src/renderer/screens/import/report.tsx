import type { ImportReport } from '../../../shared/contract.ts';
import { baseName } from '../../../shared/file-name.ts';
import type { ImportNoteTold } from '../../../shared/import-note.ts';
import { cx } from '../../components/cx.ts';
import { words } from '../../words/words.ts';
import styles from '../dialogs.module.css';

const text = words.import;
const rowsShown = 200;

/** How many entries became what, and why some did not. */
export function Report({ report }: { report: ImportReport }) {
  const sums: [string, number, boolean][] = [
    [text.read, report.read, false],
    [report.dryRun ? text.toCreate : text.created, report.created, false],
    [text.skipped, report.skipped.length, false],
    [text.failed, report.failed.length, report.failed.length > 0],
  ];
  return (
    <>
      <dl className={styles.sums}>
        {sums.map(([name, n, bad]) => (
          <div key={name} className={cx(styles.sum, bad && styles.bad)}>
            <dt>{name}</dt>
            <dd>{words.number(n)}</dd>
          </div>
        ))}
      </dl>
      <Reasons report={report} />
    </>
  );
}

/** Of several files the name is enough. */
function withoutFolders<Note extends ImportNoteTold>({ file, ...note }: Note) {
  return { ...note, ...(file !== undefined && { file: baseName(file) }) };
}

/** Why entries were left out or failed, or came in part. */
export function Reasons({ report }: { report: ImportReport }) {
  const all = [
    ...report.failed.map((one) => ({ ...one, outcome: text.failed })),
    ...report.skipped.map((one) => ({ ...one, outcome: text.skipped })),
    ...(report.notes ?? []).map((one) => ({ ...one, outcome: text.note })),
  ];
  if (all.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className={cx(styles.table, styles.reasons)} aria-label={text.reasons} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">{text.place}</th>
            <th scope="col">{text.outcome}</th>
            <th scope="col">{text.reason}</th>
          </tr>
        </thead>
        <tbody>
          {all.slice(0, rowsShown).map((one, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two entries can have one name, and the rows never move.
            <tr key={i}>
              <td>{text.placeOf(withoutFolders(one))}</td>
              <td>{one.outcome}</td>
              <td>{text.noteOf(one)}</td>
            </tr>
          ))}
          {all.length > rowsShown && (
            <tr>
              <td colSpan={3}>{text.more(all.length - rowsShown)}</td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}
