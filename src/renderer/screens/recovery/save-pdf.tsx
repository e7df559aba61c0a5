import { useState } from 'react';
import { RadioGroup } from 'react-aria-components';
import { Button } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { Option } from '../../components/option.tsx';
import { words } from '../../words/words.ts';
import choosing from './choices.module.css';
import styles from './recovery.module.css';

const text = words.recovery.issue.hand;

/** Sheets into files, beside what that means. */
export function SavePdf({
  busy,
  many,
  onSave,
}: {
  busy: boolean;
  many: boolean;
  onSave: (each: boolean) => void;
}) {
  const [each, setEach] = useState(false);
  return (
    <section aria-labelledby="save-pdf" className={cx(styles.card, styles.warn)}>
      <h3 id="save-pdf">{text.pdfTitle}</h3>
      <p>{text.pdfText}</p>
      {many && (
        <RadioGroup
          aria-labelledby="save-pdf"
          value={each ? 'each' : 'together'}
          onChange={(value) => setEach(value === 'each')}
          className={cx(choosing.inline)}
        >
          <Option value="together" title={text.together} />
          <Option value="each" title={text.each} />
        </RadioGroup>
      )}
      <div>
        <Button isDisabled={busy} onPress={() => onSave(each)}>
          {text.savePdf}
        </Button>
      </div>
    </section>
  );
}
