import { useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { Preferences as Values } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/failure.ts';
import { cx } from '../../components/cx.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { Page } from '../../components/page.tsx';
import { useNarrow } from '../../components/use-narrow.ts';
import { type PreferencesTab, showPreferences, usePreferencesTab } from '../../stores/preferences.ts';
import { savePreferences, useSession } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import { General } from './general.tsx';
import { GeneratorPart } from './generator.tsx';
import styles from './preferences.module.css';
import { Security } from './security.tsx';
import { ShortcutsPart } from './shortcuts.tsx';
import { ThisVault } from './this-vault.tsx';

const text = words.preferences;
const tabs: readonly PreferencesTab[] = ['general', 'security', 'generator', 'shortcuts', 'vault'];

/** What the person prefers, over the whole window. */
export function Preferences({ onClose, readOnly }: { onClose: () => void; readOnly: boolean }) {
  const values = useSession((session) => session.preferences);
  const { tab } = usePreferencesTab();
  const narrow = useNarrow();
  const [failure, setFailure] = useState<Failure>();
  if (!values) return null;
  const set = async (part: Partial<Values>) => setFailure(await savePreferences(part));
  const panels = {
    general: <General values={values} set={set} />,
    security: <Security values={values} set={set} />,
    generator: <GeneratorPart values={values} set={set} />,
    shortcuts: <ShortcutsPart values={values} set={set} />,
    vault: <ThisVault readOnly={readOnly} />,
  };
  return (
    <Page title={text.title} onClose={onClose}>
      <Tabs
        className={cx(styles.tabs)}
        orientation={narrow ? 'horizontal' : 'vertical'}
        selectedKey={tab}
        onSelectionChange={(key) => showPreferences(key as PreferencesTab)}
      >
        <TabList className={cx(styles.tabList)} aria-label={text.parts.label}>
          {tabs.map((name) => (
            <Tab key={name} id={name} className={cx(styles.tab)}>
              {text.parts[name]}
            </Tab>
          ))}
        </TabList>
        <TabPanel key={tab} id={tab} className={cx(styles.panel)}>
          <div className={styles.column}>
            {failure && <FailureNote failure={failure} />}
            {panels[tab]}
          </div>
        </TabPanel>
      </Tabs>
    </Page>
  );
}
