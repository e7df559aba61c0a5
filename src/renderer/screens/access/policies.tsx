import { Plus, ScrollText } from 'lucide-react';
import { GridList, GridListItem } from 'react-aria-components';
import type { ShownPolicy } from '../../../shared/contract-policies.ts';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { editPolicy, usePolicies } from '../../stores/policies.ts';
import { words } from '../../words/words.ts';
import styles from './access.module.css';
import { mayLeaveDraft } from './leave.ts';
import { PolicyEditor } from './policy-editor.tsx';

const text = words.access.policies;

/** Every policy, and the one that is looked at as a form and as YAML. */
export function Policies({ readOnly }: { readOnly: boolean }) {
  const { list, failure, draft } = usePolicies();
  const begin = async (name?: string) => {
    if (await mayLeaveDraft()) await editPolicy(name);
  };
  if (failure && !list) return <FailureNote failure={failure} />;
  if (!list) return <p className={styles.soft}>{words.access.loading}</p>;
  if (list.length === 0 && !draft) {
    return (
      <Empty icon={<ScrollText aria-hidden />} title={text.noneTitle} text={text.none}>
        {!readOnly && (
          <Button kind="primary" onPress={() => begin()}>
            {text.add}
          </Button>
        )}
      </Empty>
    );
  }
  return (
    <div className={styles.split}>
      <div className={styles.side}>
        {!readOnly && (
          <Button onPress={() => begin()}>
            <Plus aria-hidden />
            {text.add}
          </Button>
        )}
        <GridList
          aria-label={text.list}
          className={cx(styles.list)}
          items={list.map((policy) => ({ id: policy.name, policy }))}
          selectionMode="single"
          selectionBehavior="replace"
          disallowEmptySelection
          selectedKeys={draft?.from === undefined ? [] : [draft.from]}
          onSelectionChange={(keys) => {
            const [name] = keys === 'all' ? [] : [...keys];
            if (name !== undefined && name !== draft?.from) void begin(String(name));
          }}
        >
          {({ policy }) => <Line policy={policy} />}
        </GridList>
      </div>
      {draft ? (
        <PolicyEditor draft={draft} readOnly={readOnly} />
      ) : (
        <Empty
          icon={<ScrollText aria-hidden />}
          title={text.pickTitle}
          text={readOnly ? words.access.readOnly : text.pick}
        />
      )}
    </div>
  );
}

function Line({ policy }: { policy: ShownPolicy }) {
  const { name, permissions, pathPattern } = policy;
  const may = permissions.map((permission) => text.permission[permission].name).join(', ');
  return (
    <GridListItem id={name} textValue={name} className={cx(styles.item)}>
      <span className={styles.itemName}>{name}</span>
      <span className={styles.itemText}>
        {may} · <code>{pathPattern}</code>
      </span>
    </GridListItem>
  );
}
