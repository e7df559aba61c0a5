import { importColumns } from '../../../shared/formats.ts';
import type { TableColumn } from '../../../shared/import-columns.ts';
import { Button } from '../../components/button.tsx';
import { Choice } from '../../components/choice.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import {
  chooseColumn,
  chosenTwice,
  openColumns,
  showSamples,
  type Table,
  useImportColumns,
} from '../../stores/import-columns.ts';
import { useTransfer } from '../../stores/transfer.ts';
import { words } from '../../words/words.ts';
import dialogs from '../dialogs.module.css';
import styles from './columns.module.css';

const text = words.import;
const ways = () => importColumns.map((value) => ({ value, label: text.columnWays[value] }));
const nameOf = ({ name, key }: TableColumn) => text.columnName(name, key);

/** What the columns of each table become, or the way to say so. */
export function Columns() {
  const { tables } = useImportColumns();
  const { others } = useTransfer();
  return tables.map((table) => (
    <Mapper key={table.n} table={table} name={others.length === 0 ? undefined : table.name} />
  ));
}

/** `name`: its file's, where several come. */
function Mapper({ table, name }: { table: Table; name: string | undefined }) {
  const { columns, more, isOpen, failure } = table;
  if (failure) return <FailureNote failure={failure} />;
  if (columns.length === 0) return null;
  if (!isOpen) {
    return (
      <div>
        <Button onPress={() => openColumns(table.n, true)}>
          {name === undefined ? text.columnsOpen : text.columnsOpenOf(name)}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.columns}>
      <p className={dialogs.soft}>{name === undefined ? text.columnsText : text.columnsTextOf(name)}</p>
      <section className={styles.table} aria-label={name === undefined ? text.columns : text.columnsOf(name)}>
        <table>
          <thead>
            <tr>
              <th scope="col">{text.column}</th>
              <th scope="col">{text.samples}</th>
              <th scope="col">{text.becomes}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map((column) => (
              <Row key={column.key} table={table} column={column} />
            ))}
          </tbody>
        </table>
      </section>
      {more > 0 && <p className={dialogs.small}>{text.columnsMore(more)}</p>}
      <Twice table={table} />
    </div>
  );
}

function Row({ table, column }: { table: Table; column: TableColumn }) {
  const { chosen } = table;
  const { key, guess } = column;
  const name = nameOf(column);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>
        <Samples table={table} column={column} />
      </td>
      <td>
        <Choice
          bare
          label={text.becomesOf(name)}
          value={chosen.get(key) ?? guess}
          options={ways()}
          onChange={(what) => chooseColumn(table, key, what)}
        />
      </td>
    </tr>
  );
}

/** A few of its values; those that may be secret when they are asked for. */
function Samples({ table, column }: { table: Table; column: TableColumn }) {
  const { key, samples } = column;
  if (samples === undefined) {
    return (
      <span className={styles.hidden}>
        <span role="img" aria-label={text.samplesHidden}>
          ••••••
        </span>
        <Button
          size="small"
          aria-label={text.samplesShow(nameOf(column))}
          onPress={() => void showSamples(table, key)}
        >
          {words.health.show}
        </Button>
      </span>
    );
  }
  if (samples.length === 0) return <span className={styles.faint}>{text.samplesNone}</span>;
  return samples.map((sample, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two values can be alike, and none moves.
    <span key={i} className={styles.sample}>
      {sample}
    </span>
  ));
}

/** Why the table cannot be read so. */
function Twice({ table }: { table: Table }) {
  const twice = chosenTwice(table);
  const names = table.columns.filter(({ key }) => twice?.columns.includes(key)).map(nameOf);
  return (
    <p role="status" className={styles.twice}>
      {twice && text.columnsTwice(text.columnWays[twice.what], names)}
    </p>
  );
}
