import { ArrowLeft, ListOrdered, Plus } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { templateOf } from '../../../shared/templates.ts';
import { joinPath, splitPath } from '../../../shared/title.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { FailureNote, Note } from '../../components/failure-note.tsx';
import { Field } from '../../components/field.tsx';
import { TemplateIcon } from '../../components/template-icon.tsx';
import * as actions from '../../stores/actions.ts';
import { type Draft, faultsOf, keptFields } from '../../stores/draft.ts';
import { addField, arrange, change, useEditor } from '../../stores/editor.ts';
import { words } from '../../words/words.ts';
import { DetailPane } from './detail-pane.tsx';
import { EditField } from './edit-field.tsx';
import styles from './editor.module.css';
import { followTo } from './focus.ts';
import pane from './pane.module.css';
import { PlaceFields } from './place-fields.tsx';
import { Tags } from './tags.tsx';

const text = words.editor;

/** The form in which a secret is written. */
export function Editor() {
  const { draft, path, arranging, saving, tried, failure } = useEditor();
  const added = useRef<number | undefined>(undefined);
  const isNew = path === undefined;

  useLayoutEffect(() => {
    const key = added.current;
    added.current = undefined;
    if (key !== undefined) document.querySelector<HTMLInputElement>(`[data-field="${key}"] input`)?.focus();
  });

  if (!draft) return null;
  const faults = faultsOf(keptFields(draft));
  const names = draft.fields.map((field) => field.name);
  const template = templateOf(names);
  const save = async () => {
    if (await actions.saveSecret()) followTo('detail');
  };
  return (
    <DetailPane>
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
          <span className={styles.icon}>
            <TemplateIcon template={template} />
          </span>
          <h1 tabIndex={-1}>{isNew ? text.newTitle : text.editTitle}</h1>
          {template && <span className={styles.template}>{words.templates.names[template]}</span>}
          <Button onPress={() => void actions.close()}>{words.actions.cancel}</Button>
          <Button kind="primary" type="submit" isDisabled={saving}>
            {saving ? words.actions.saving : words.actions.save}
          </Button>
        </header>
        {failure && <Refusal />}
        <PlaceFields draft={draft} tried={tried} autoFocus={isNew} />
        <section className={styles.fields} aria-label={text.fields}>
          {draft.fields.map((field, i) => (
            <EditField
              key={field.key}
              field={field}
              position={i}
              names={names}
              arranging={arranging}
              fault={tried ? faults.fields.get(field.key) : onlyTwice(faults.fields.get(field.key))}
              focusValue={!isNew && i === 0}
            />
          ))}
          {tried && faults.none && (
            <p className={styles.fault} role="alert">
              {text.noFields}
            </p>
          )}
          <div className={styles.more}>
            <Button
              kind="quiet"
              onPress={() => {
                added.current = addField();
              }}
            >
              <Plus aria-hidden />
              {text.addField}
            </Button>
            <Button kind="quiet" onPress={() => arrange(!arranging)}>
              <ListOrdered aria-hidden />
              {arranging ? text.fieldsDone : text.editFields}
            </Button>
          </div>
        </section>
        <Tags draft={draft} onChange={change} />
        <Advanced draft={draft} />
      </form>
    </DetailPane>
  );
}

/**
 * Enter leads from value to value and at last to Save: it would save the form by chance, in the
 * middle of filling it in.
 */
function goOn(event: KeyboardEvent<HTMLFormElement>): void {
  const { target, currentTarget: form } = event;
  if (event.key !== 'Enter' || event.nativeEvent.isComposing || !(target instanceof HTMLInputElement)) return;
  // In the folder it takes the suggestion that was gone to, in the tags it ends a tag.
  const typedFolder = target.role === 'combobox' && !target.hasAttribute('aria-activedescendant');
  if (!typedFolder && target.closest('[data-field], [data-place]') === null) return;
  event.preventDefault();
  const values = [...form.querySelectorAll<HTMLElement>('[data-value]')];
  const isAfter = (value: Element) =>
    target.compareDocumentPosition(value) & Node.DOCUMENT_POSITION_FOLLOWING;
  const next = values.find(isAfter) ?? form.querySelector<HTMLElement>('[type="submit"]');
  next?.focus();
}

/** Title and folder in one line, for those who think in paths. */
function Advanced({ draft }: { draft: Draft }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Disclosure title={text.advanced} isOpen={isOpen} onToggle={setOpen}>
      <div data-place>
        <Field
          label={text.path}
          help={text.pathHelp}
          mono
          value={joinPath(draft)}
          onChange={(value) => change(splitPath(value))}
        />
      </div>
    </Disclosure>
  );
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

function onlyTwice(fault: 'unnamed' | 'twice' | 'too-long' | undefined) {
  return fault === 'unnamed' ? undefined : fault;
}
