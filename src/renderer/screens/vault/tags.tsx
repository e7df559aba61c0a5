import { X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import { IconButton } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { words } from '../../words/en.ts';
import styles from './tags.module.css';

const text = words.editor;

/** The tags of a secret. */
export function Tags({ tags, onChange }: { tags: readonly string[]; onChange: (tags: string[]) => void }) {
  const [typed, setTyped] = useState('');
  const take = () => {
    const tag = typed.trim();
    setTyped('');
    if (tag !== '' && !tags.includes(tag)) onChange([...tags, tag]);
  };
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      take();
    } else if (event.key === 'Backspace' && typed === '') {
      onChange(tags.slice(0, -1));
    }
  };
  return (
    <div className={styles.tags}>
      <Field
        label={text.tags}
        help={text.tagsHelp}
        value={typed}
        onChange={setTyped}
        onKeyDown={press}
        onBlur={take}
      />
      {tags.length > 0 && (
        <ul>
          {tags.map((tag) => (
            <li key={tag}>
              {tag}
              <IconButton
                label={text.removeTag(tag)}
                tooltip={false}
                onPress={() => onChange(tags.filter((other) => other !== tag))}
              >
                <X aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
