import { ChevronDown } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import {
  Button,
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
import { allFolders } from '../../stores/folders.ts';
import { words } from '../../words/words.ts';
import styles from './folder-field.module.css';

const text = words.editor;
/** Folders that are shown at once: who has more types a part of the name. */
const most = 100;
// No path has a slash at its start.
const none = '/none';
const fresh = '/new';

interface Props {
  value: string;
  onChange: (value: string) => void;
  fault: string | undefined;
}

/** The folder of a secret: one that there is, or the name of a new one. */
export function FolderField({ value, onChange, fault }: Props) {
  const [folders, setFolders] = useState<readonly string[]>([]);
  const [naming, setNaming] = useState(false);
  const [wanted, setWanted] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    let there = true;
    void allFolders().then((found) => there && setFolders(found));
    return () => {
      there = false;
    };
  }, []);

  const typed = wanted.trim().toLowerCase();
  const fit = folders.filter((folder) => folder.toLowerCase().includes(typed)).slice(0, most);
  // What was found wrong is not hidden by suggestions.
  const offered = [
    ...(value === '' || typed !== '' ? [] : [{ id: none, label: text.noFolder }]),
    ...fit.map((id) => ({ id, label: id })),
    ...(typed === '' ? [{ id: fresh, label: text.newFolder }] : []),
  ];
  const isNew = value.trim() !== '' && folders.length > 0 && !folders.includes(value.trim());
  const choose = (id: string) => {
    setNaming(id === fresh);
    onChange(id === none || id === fresh ? '' : id);
  };
  return (
    <ComboBox
      className={cx(field.field)}
      allowsCustomValue
      menuTrigger="input"
      inputValue={value}
      onInputChange={(typed) => {
        setWanted(typed);
        onChange(typed);
      }}
      // The button shows them all; who types sees those that fit.
      onOpenChange={(isOpen, trigger) => isOpen && trigger !== 'input' && setWanted('')}
      items={fault === undefined ? offered : []}
      // With none chosen it would open again, for what was taken looks typed.
      value={folders.includes(value) ? value : null}
      onChange={(key) => key !== null && choose(String(key))}
      isInvalid={fault !== undefined}
    >
      <Label className={cx(field.label)}>{text.folder}</Label>
      <div className={styles.row}>
        <Input
          ref={input}
          className={cx(field.input)}
          placeholder={naming ? text.newFolderName : text.noFolder}
          autoComplete="off"
          spellCheck="false"
        />
        <Button aria-label={text.showFolders} className={cx(styles.show)}>
          <ChevronDown aria-hidden />
        </Button>
      </div>
      {fault === undefined && isNew && (
        <Text slot="description" className={cx(field.help)}>
          {text.newFolderHelp}
        </Text>
      )}
      <FieldError className={cx(field.fault)}>{fault}</FieldError>
      <Popover className={cx(menu.popover, styles.popover)} offset={4} placement="bottom start">
        <ListBox className={cx(menu.menu)} aria-label={text.suggestions}>
          {({ id, label }: { id: string; label: string }) => (
            <ListBoxItem id={id} textValue={label} className={cx(menu.item)}>
              {label}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}
