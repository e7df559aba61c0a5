import { ArrowLeft, Plus } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef } from 'react';
import { pathFault } from '../../../shared/path.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { FailureNote, Note } from '../../components/failure-note.tsx';
import * as actions from '../../stores/actions.ts';
import { faultsOf, keptFields } from '../../stores/draft.ts';
import { addField, change, useEditor } from '../../stores/editor.ts';
import { words } from '../../words/words.ts';
import { EditField } from './edit-field.tsx';
import styles from './editor.module.css';
import { followTo, spots } from './focus.ts';
import pane from './pane.module.css';
import { PathField } from './path-field.tsx';
import { Tags } from './tags.tsx';

const text = words.editor;

/** The form in which a secret is written. */
export function Editor() {
  const { draft, opened, path, saving, tried, failure } = useEditor();
  const added = useRef<number | undefined>(undefined);
  const isNew = path === undefined;

  useEffect(() => {
    const key = added.current;
    added.current = undefined;
    if (key !== undefined) document.querySelector<HTMLInputElement>(`[data-field="${key}"] input`)?.focus();
  });

  if (!draft) return null;
  const before = new Set(isNew ? [] : opened?.fields.map((field) => field.name));
  const faults = faultsOf(keptFields(draft, before));
  const pathReason = pathFault(draft.path.trim().normalize('NFC'));
  const save = async () => {
    if (await actions.saveSecret()) followTo('detail');
  };
  return (
    <main
      id={spots.detail}
      className={pane.pane}
      data-of="detail"
      aria-label={words.vault.detail}
      tabIndex={-1}
    >
      <form
        className={styles.form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
        onKeyDownCapture={goOn}
      >
        <header className={styles.header}>
          <span className={pane.back}>
            <IconButton label={words.actions.back} onPress={() => void actions.close()}>
              <ArrowLeft aria-hidden />
            </IconButton>
          </span>
          <h1 tabIndex={-1}>{isNew ? text.newTitle : text.editTitle}</h1>
          <Button onPress={() => void actions.close()}>{words.actions.cancel}</Button>
          <Button kind="primary" type="submit" isDisabled={saving}>
            {saving ? words.actions.saving : words.actions.save}
          </Button>
        </header>
        {failure && <Refusal />}
        <PathField
          value={draft.path}
          onChange={(value) => change({ path: value })}
          // A path that ends in a slash is only half typed: it is blamed when somebody tries to
          // save it.
          fault={pathReason && (tried || isSettled(pathReason)) ? text.pathFaults[pathReason] : undefined}
          autoFocus={isNew}
        />
        <section className={styles.fields} aria-label={text.fields}>
          {draft.fields.map((field, i) => (
            <EditField
              key={field.key}
              field={field}
              position={i + 1}
              fault={tried ? faults.fields.get(field.key) : onlyTwice(faults.fields.get(field.key))}
              focusValue={!isNew && i === 0}
            />
          ))}
          {tried && faults.none && (
            <p className={styles.fault} role="alert">
              {text.noFields}
            </p>
          )}
          <div>
            <Button
              kind="quiet"
              onPress={() => {
                added.current = addField();
              }}
            >
              <Plus aria-hidden />
              {text.addField}
            </Button>
          </div>
        </section>
        <Tags draft={draft} onChange={change} />
      </form>
    </main>
  );
}

/**
 * Enter leads from value to value and at last to Save: it would save the form by chance, in the
 * middle of filling it in.
 */
function goOn(event: KeyboardEvent<HTMLFormElement>): void {
  const { target, currentTarget: form } = event;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(target instanceof HTMLInputElement)) return;
  // In the path it takes the suggestion that was gone to, in the tags it ends a tag.
  const typedPath = target.role === 'combobox' && !target.hasAttribute('aria-activedescendant');
  if (!typedPath && target.closest('[data-field]') === null) return;
  event.preventDefault();
  const values = [...form.querySelectorAll<HTMLElement>('[data-value]')];
  const isAfter = (value: Element) =>
    target.compareDocumentPosition(value) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = values.find(isAfter) ?? form.querySelector<HTMLElement>('[type="submit"]');
  next?.focus();
}

function Refusal() {
  const { failure, path } = useEditor();
  if (!failure) return null;
  if (failure.code !== 'conflict') return <FailureNote failure={failure} />;
  const taken = path === undefined;
  return (
    <Note
      title={taken ? words.editor.pathTaken : text.conflictTitle}
      text={taken ? text.takenText : text.conflictText(failure.found)}
    >
      <Button size="small" onPress={() => void actions.reloadEditor()}>
        {text.reload}
      </Button>
      <Button size="small" onPress={() => void actions.saveSecret(true)}>
        {text.saveOnTop}
      </Button>
    </Note>
  );
}

function isSettled(reason: string): boolean {
  return reason !== 'empty' && reason !== 'empty-segment' && reason !== 'dot-segment';
}

function onlyTwice(fault: 'unnamed' | 'twice' | 'too-long' | undefined) {
  return fault === 'unnamed' ? undefined : fault;
}
