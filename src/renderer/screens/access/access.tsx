import { useEffect } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { api } from '../../api.ts';
import { cx } from '../../components/cx.ts';
import { Page } from '../../components/page.tsx';
import { type AccessTab, showTab, useAccess } from '../../stores/access.ts';
import { loadPolicies } from '../../stores/policies.ts';
import { words } from '../../words/words.ts';
import styles from './access.module.css';
import { Audit } from './audit.tsx';
import { Check } from './check.tsx';
import { Devices } from './devices.tsx';
import { mayLeaveDraft } from './leave.ts';
import { People } from './people.tsx';
import { Policies } from './policies.tsx';
import { Programs } from './programs.tsx';

const text = words.access;
const tabs: readonly AccessTab[] = ['people', 'devices', 'programs', 'policies', 'check', 'audit'];

/** Who may do what in this vault, and what was done: over the whole window. */
export function Access({ onClose, readOnly }: { onClose: () => void; readOnly: boolean }) {
  const tab = useAccess((access) => access.tab);
  useEffect(() => {
    void loadPolicies();
    return api.on('changed', () => void loadPolicies());
  }, []);
  const close = async () => {
    if (await mayLeaveDraft()) onClose();
  };
  const panels = {
    people: <People readOnly={readOnly} />,
    devices: <Devices readOnly={readOnly} onClose={onClose} />,
    programs: <Programs readOnly={readOnly} />,
    policies: <Policies readOnly={readOnly} />,
    check: <Check />,
    audit: <Audit />,
  };
  return (
    <Page title={text.title} onClose={close}>
      <Tabs
        className={cx(styles.tabs)}
        selectedKey={tab}
        onSelectionChange={(key) => showTab(key as AccessTab)}
      >
        <TabList className={cx(styles.tabList)} aria-label={text.tabs.label}>
          {tabs.map((name) => (
            <Tab key={name} id={name} className={cx(styles.tab)}>
              {text.tabs[name]}
            </Tab>
          ))}
        </TabList>
        <TabPanel key={tab} id={tab} className={cx(styles.panel)}>
          {panels[tab]}
        </TabPanel>
      </Tabs>
    </Page>
  );
}
