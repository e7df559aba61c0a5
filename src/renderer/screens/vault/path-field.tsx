import { useEffect, useRef, useState } from 'react';
import {
  ComboBox,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  Text,
} from 'react-aria-components';
import { cx } from '../../components/cx.ts';
import field from '../../components/field.module.css';
import menu from '../../components/menu.module.css';
import { suggest } from '../../stores/folders.ts';
import { words } from '../../words/words.ts';
import styles from './path-field.module.css';

interface Props {
  value: string;
  onChange: (value: string) => void;
  fault: string | undefined;
  autoFocus: boolean;
}

/** Where the secret lies; offers the folders that there are. */
export function PathField({ value, onChange, fault, autoFocus }: Props) {
  const [folders, setFolders] = useState<readonly string[]>([]);
  const last = useRef(0);
  const input = useRef<HTMLInputElement>(null);

  useEffect(() => {
    const mine = ++last.current;
    void suggest(value).then((found) => {
      if (mine === last.current) setFolders(found.filter((folder) => folder !== value));
    });
  }, [value]);

  // What was found wrong is not hidden by them.
  useEffect(() => {
    if (fault !== undefined) setFolders([]);
  }, [fault]);

  useEffect(() => {
    if (!autoFocus) return;
    input.current?.focus();
    input.current?.setSelectionRange(input.current.value.length, input.current.value.length);
  }, [autoFocus]);

  return (
    <ComboBox
      className={cx(field.field)}
      allowsCustomValue
      menuTrigger="input"
      inputValue={value}
      onInputChange={onChange}
      items={folders.map((id) => ({ id }))}
      value={null}
      onChange={(key) => key !== null && onChange(String(key))}
      isInvalid={fault !== undefined}
    >
      <Label className={cx(field.label)}>{words.editor.path}</Label>
      <Input ref={input} className={cx(field.input)} autoComplete="off" spellCheck="false" />
      {fault === undefined && (
        <Text slot="description" className={cx(field.help)}>
          {words.editor.pathHelp}
        </Text>
      )}
      <FieldError className={cx(field.fault)}>{fault}</FieldError>
      <Popover className={cx(menu.popover, styles.popover)} offset={4} placement="bottom start">
        <ListBox className={cx(menu.menu)} aria-label={words.editor.suggestions}>
          {({ id }: { id: string }) => (
            <ListBoxItem id={id} textValue={id} className={cx(menu.item)}>
              {id}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
