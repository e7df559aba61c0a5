import { type FormEvent, useLayoutEffect, useRef } from 'react';
import type { Failure } from '../../../shared/failure.ts';
import { type Permission, type PolicySpec, permissions } from '../../../shared/policy.ts';
import { Button } from '../../components/button.tsx';
import { Check } from '../../components/check.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Field } from '../../components/field.tsx';
import { TextBox } from '../../components/text-box.tsx';
import { ask } from '../../stores/dialog.ts';
import {
  changeSpec,
  changeYaml,
  deletePolicy,
  type PolicyDraft,
  savePolicies,
  usePolicies,
} from '../../stores/policies.ts';
import { say } from '../../stores/status.ts';
import { failureSentences, failureText } from '../../words/failures.ts';
import { ago } from '../../words/time.ts';
import { words } from '../../words/words.ts';
import styles from './access.module.css';
import { ProgramField } from './program-field.tsx';

const text = words.access.policies;

/** One policy as a form and as YAML, side by side: each follows the other. */
export function PolicyEditor({ draft, readOnly }: { draft: PolicyDraft; readOnly: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [spec] = draft.specs;
  const several = draft.specs.length > 1;
  // A name that is being typed is no heading yet.
  const title = draft.from ?? text.fresh;
  // A new policy begins in its first field.
  useLayoutEffect(() => {
    if (draft.from === undefined) heading.current?.closest('form')?.querySelector('input')?.focus();
  }, [draft.from]);
  const save = async (event: FormEvent) => {
    event.preventDefault();
    const done = await savePolicies();
    if (done?.one !== undefined) say(text.saved(done.one));
    if (done?.many) {
      const { created, updated, unchanged } = done.many;
      say(text.applied(created.length, updated.length, unchanged.length));
    }
  };
  return (
    <form className={styles.editor} onSubmit={save} aria-labelledby="policy-title">
      <div className={styles.editorHead}>
        <h2 id="policy-title" ref={heading}>
          {title}
        </h2>
        <Changed name={draft.from} />
      </div>
      <div className={styles.sides}>
        <fieldset className={styles.fields} disabled={several}>
          <legend className={styles.unseen}>{text.form}</legend>
          {several && <p className={styles.aside}>{text.several(draft.specs.length)}</p>}
          {spec && !several && <PolicyForm draft={draft} spec={spec} readOnly={readOnly} />}
        </fieldset>
        <TextBox
          label={text.yaml}
          value={draft.yaml}
          onChange={(yaml) => void changeYaml(yaml)}
          help={text.yamlHelp}
          fault={draft.unread && yamlFault(draft.unread)}
          isReadOnly={readOnly}
        />
      </div>
      {draft.failure && !isOfPattern(draft.failure, draft) && <FailureNote failure={draft.failure} />}
      {!readOnly && (
        <footer className={styles.foot}>
          {draft.from !== undefined && (
            <Button kind="quiet" onPress={() => remove(draft.from ?? '')}>
              {text.remove}
            </Button>
          )}
          <Button
            kind="primary"
            type="submit"
            isDisabled={!draft.changed || draft.saving || draft.unread !== undefined}
          >
            {draft.saving ? words.actions.saving : several ? text.saveAll(draft.specs.length) : text.save}
          </Button>
        </footer>
      )}
    </form>
  );
}

function PolicyForm({ draft, spec, readOnly }: { draft: PolicyDraft; spec: PolicySpec; readOnly: boolean }) {
  const kept = draft.from !== undefined && draft.from === spec.name;
  const change = (part: Partial<PolicySpec>) => void changeSpec(part);
  const toggle = (permission: Permission, on: boolean) =>
    change({
      permissions: permissions.filter((one) => (one === permission ? on : spec.permissions.includes(one))),
    });
  return (
    <>
      <Field
        label={text.name}
        value={spec.name}
        onChange={(name) => change({ name })}
        isReadOnly={readOnly || kept}
        {...(kept && { help: text.nameKept })}
      />
      <ProgramField
        label={text.program}
        idLabel={text.programs}
        another={text.anyPattern}
        value={spec.spiffeIdPattern}
        onChange={(spiffeIdPattern) => change({ spiffeIdPattern })}
        help={text.programsHelp}
        fault={patternFault(draft.failure, 'spiffe-id')}
        isReadOnly={readOnly}
      />
      <Field
        mono
        label={text.paths}
        value={spec.pathPattern}
        onChange={(pathPattern) => change({ pathPattern })}
        help={text.pathsHelp}
        fault={patternFault(draft.failure, 'path')}
        isReadOnly={readOnly}
      />
      <fieldset className={styles.permissions} disabled={readOnly}>
        <legend className={styles.label}>{text.permissions}</legend>
        {permissions.map((permission) => (
          <Check
            key={permission}
            isSelected={spec.permissions.includes(permission)}
            isDisabled={readOnly}
            onChange={(on) => toggle(permission, on)}
          >
            {text.permission[permission].name}
            <span className={styles.faint}> – {text.permission[permission].text}</span>
          </Check>
        ))}
      </fieldset>
    </>
  );
}

function Changed({ name }: { name: string | undefined }) {
  const changed = usePolicies(({ list }) => list?.find((policy) => policy.name === name)?.updatedAt);
  return changed === undefined ? null : (
    <p className={styles.faint}>{text.changed(ago(changed, Date.now()))}</p>
  );
}

async function remove(name: string): Promise<void> {
  const question = { title: text.removeTitle(name), text: text.removeText, yes: text.removeYes };
  if (!(await ask({ ...question, no: words.actions.cancel, danger: true }))) return;
  if (!(await deletePolicy(name))) return;
  say(text.removed(name));
  // The button that had the focus is gone with the policy, and keys must not go nowhere.
  document.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus();
}

// Said under the field that it is about.
function patternFault(failure: Failure | undefined, subject: 'path' | 'spiffe-id'): string | undefined {
  if (failure?.code !== 'bad-pattern' || failure.subject !== subject) return undefined;
  return failureSentences(failure);
}

function isOfPattern(failure: Failure, draft: PolicyDraft): boolean {
  return failure.code === 'bad-pattern' && draft.specs.length === 1;
}

function yamlFault(failure: Failure): string {
  if (failure.code === 'bad-input' && failure.what === 'policy-file') return words.access.yamlFault(failure);
  return failureText(failure).what;
}
