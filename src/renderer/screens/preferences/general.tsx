import { useEffect, useState } from 'react';
import { zooms } from '../../../shared/preferences.ts';
import { languageNames, languages } from '../../../shared/words/languages.ts';
import { api } from '../../api.ts';
import { Check } from '../../components/check.tsx';
import { Choice } from '../../components/choice.tsx';
import { complain } from '../../stores/status.ts';
import { words } from '../../words/words.ts';
import { Part } from './part.tsx';
import type { PartProps } from './part-props.ts';
import { withOwn } from './with-own.ts';

const text = words.preferences;
const themes = () =>
  (['system', 'light', 'dark'] as const).map((value) => ({ value, label: text.themes[value] }));
const closings = () =>
  (['ask', 'stay', 'quit'] as const).map((value) => ({ value, label: text.closings[value] }));
// Each under its own name: who reads none of the others finds it.
const spoken = () =>
  (['system', ...languageNames] as const).map((value) => ({
    value,
    label: value === 'system' ? text.systemLanguage : languages[value],
  }));

export function General({ values, set }: PartProps) {
  return (
    <>
      <Part title={text.look}>
        <Choice
          label={text.language}
          value={values.language}
          options={spoken()}
          onChange={(language) => set({ language })}
        />
        <Choice
          label={text.theme}
          value={values.theme}
          options={themes()}
          onChange={(theme) => set({ theme })}
        />
        <Choice
          label={text.zoom}
          value={values.zoom}
          options={withOwn(zooms, values.zoom, text.percent)}
          onChange={(zoom) => set({ zoom })}
        />
      </Part>
      <Part title={text.closing} help={text.closingHelp}>
        <Choice
          label={text.onClose}
          value={values.onClose}
          options={closings()}
          onChange={(onClose) => set({ onClose })}
        />
      </Part>
      <Start />
    </>
  );
}

/** What the system knows, and a person may have changed there meanwhile. */
function Start() {
  const [atLogin, setAtLogin] = useState<boolean>();
  useEffect(() => {
    void api.app.loginStart().then((reply) => reply.ok && setAtLogin(reply.value));
  }, []);
  if (atLogin === undefined) return null;
  const change = async (on: boolean) => {
    const reply = await api.app.setLoginStart({ on });
    if (reply.ok) setAtLogin(reply.value);
    else complain(reply.failure);
  };
  return (
    <Part title={text.start}>
      <Check isSelected={atLogin} onChange={(on) => void change(on)}>
        {text.startAtLogin}
      </Check>
    </Part>
  );
}
