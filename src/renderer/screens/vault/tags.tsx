import { X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { type Draft, tagsOf } from '../../stores/draft.ts';
import { words } from '../../words/words.ts';
import styles from './tags.module.css';

const text = words.editor;

interface Props {
  draft: Draft;
  onChange: (change: Pick<Draft, 'tags' | 'typedTags'> | Pick<Draft, 'typedTags'>) => void;
}

/** The tags of a secret. */
export function Tags({ draft, onChange }: Props) {
  const { tags, typedTags: typed = '' } = draft;
  const take = () => onChange({ tags: tagsOf(draft), typedTags: '' });
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Enter' || event.key === ',') {
      event.preventDefault();
      take();
    } else if (event.key === 'Backspace' && typed === '') {
      onChange({ tags: tags.slice(0, -1), typedTags: '' });
    }
  };
  return (
    <div className={styles.tags}>
      <Field
        label={text.tags}
        help={text.tagsHelp}
        value={typed}
        onChange={(typedTags) => onChange({ typedTags })}
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
                onPress={() => onChange({ tags: tags.filter((other) => other !== tag), typedTags: typed })}
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
