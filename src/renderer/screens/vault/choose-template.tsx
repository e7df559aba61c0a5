import { ArrowLeft } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components';
import { isTemplate, templateNames } from '../../../shared/templates.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { TemplateIcon } from '../../components/template-icon.tsx';
import * as actions from '../../stores/actions.ts';
import { startNew, useEditor } from '../../stores/editor.ts';
import { words } from '../../words/words.ts';
import styles from './choose-template.module.css';
import { DetailPane } from './detail-pane.tsx';
import form from './editor.module.css';
import pane from './pane.module.css';

const text = words.editor;

/** The first step of a new secret: what it is, and so what its form asks for. */
export function ChooseTemplate() {
  const folder = useEditor((editor) => editor.choosing) ?? '';
  return (
    <DetailPane>
      <div className={form.form}>
        <header className={form.header}>
          <span className={pane.back}>
            <IconButton label={words.actions.back} onPress={() => void actions.close()}>
              <ArrowLeft aria-hidden />
            </IconButton>
          </span>
          <h1 className={styles.title}>{text.newTitle}</h1>
          <Button onPress={() => void actions.close()}>{words.actions.cancel}</Button>
        </header>
        <ListBox
          aria-label={text.choose}
          className={cx(styles.templates)}
          layout="grid"
          autoFocus="first"
          onAction={(key) => isTemplate(String(key)) && startNew(folder, key as never)}
        >
          {templateNames.map((template) => {
            const name = words.templates.names[template];
            return (
              <ListBoxItem key={template} id={template} textValue={name} className={cx(styles.template)}>
                <span className={styles.icon}>
                  <TemplateIcon template={template} />
                </span>
                {name}
              </ListBoxItem>
            );
          })}
        </ListBox>
      </div>
    </DetailPane>
  );
}
