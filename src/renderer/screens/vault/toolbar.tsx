import {
  Archive,
  CircleHelp,
  FileKey2,
  FileOutput,
  FolderInput,
  HeartPulse,
  Import,
  Info,
  KeyRound,
  KeySquare,
  LifeBuoy,
  ListChecks,
  Lock,
  LogOut,
  Menu as MenuIcon,
  Merge,
  MonitorSmartphone,
  Plus,
  ScrollText,
  Search,
  Settings,
  ShieldCheck,
  Usb,
  Users,
  X,
} from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { Input, SearchField } from 'react-aria-components';
import { Button, IconButton } from '../../components/button.tsx';
import { cx } from '../../components/cx.ts';
import { type Item, Menu } from '../../components/menu.tsx';
import { openAccess } from '../../stores/access.ts';
import * as actions from '../../stores/actions.ts';
import { openBackups } from '../../stores/backups.ts';
import { openCopies } from '../../stores/copies.ts';
import { openDialog } from '../../stores/dialog.ts';
import { openExport } from '../../stores/export.ts';
import { useFirstSteps } from '../../stores/first-steps.ts';
import { openHealth } from '../../stores/health.ts';
import { listed, moveCursor, search, useListing } from '../../stores/listing.ts';
import { rowAt } from '../../stores/paged.ts';
import { showPane } from '../../stores/panes.ts';
import { openPreferences } from '../../stores/preferences.ts';
import { openRecovery } from '../../stores/recovery.ts';
import { useShownKeys } from '../../stores/shortcuts.ts';
import { openKeys } from '../../stores/vault-keys.ts';
import { words } from '../../words/words.ts';
import { focusOn, goTo, spots } from './focus.ts';
import { ServiceState } from './service-state.tsx';
import { Switcher } from './switcher.tsx';
import styles from './toolbar.module.css';

/** The vault's name, the search, and what can be done anywhere. */
export function Toolbar({ readOnly }: { readOnly: boolean }) {
  const keys = {
    lock: useShownKeys('lock'),
    recovery: useShownKeys('recovery'),
    preferences: useShownKeys('preferences'),
  };
  const steps = useFirstSteps();
  return (
    <header className={styles.toolbar}>
      <div className={styles.name}>
        <Switcher />
        <ServiceState />
      </div>
      <SearchBox />
      <div className={styles.actions}>
        {!readOnly && (
          <Button onPress={() => void actions.addSecret()}>
            <Plus aria-hidden />
            <span className={styles.word}>{words.actions.add}</span>
          </Button>
        )}
        <Menu label={words.actions.menu} items={menuItems(readOnly, keys, steps !== undefined)}>
          <IconButton label={words.actions.menu} tooltip={false}>
            <MenuIcon aria-hidden />
          </IconButton>
        </Menu>
        <IconButton label={words.actions.lock} shortcut={keys.lock} onPress={() => void actions.lock()}>
          <Lock aria-hidden />
        </IconButton>
      </div>
    </header>
  );
}

function SearchBox() {
  const query = useListing((listing) => listing.query);
  const deleted = useListing((listing) => listing.deleted);
  const label = deleted ? words.vault.searchDeleted : words.vault.search;
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
    event.preventDefault();
    if (event.key === 'Enter') return void lookAtFound();
    const { total, cursor } = useListing.getState();
    if (!total) return;
    if (cursor < 0) moveCursor(0);
    focusOn('list');
  };
  return (
    <SearchField
      className={cx(styles.search)}
      aria-label={label}
      value={query}
      onChange={(text) => {
        showPane('list');
        void search(text);
      }}
    >
      <Search aria-hidden />
      <Input
        id={spots.search}
        className={cx(styles.input)}
        placeholder={label}
        onKeyDown={press}
        autoComplete="off"
        spellCheck="false"
        aria-keyshortcuts="Control+F /"
      />
      {query === '' ? (
        <span aria-hidden="true" className={styles.hint}>
          /
        </span>
      ) : (
        <IconButton label={words.vault.clearSearch} tooltip={false}>
          <X aria-hidden />
        </IconButton>
      )}
    </SearchField>
  );
}

/** Opens what was found, and goes there when it has come, unless the person has left the search. */
async function lookAtFound(): Promise<void> {
  await listed();
  const listing = useListing.getState();
  const at = Math.max(0, listing.cursor);
  const path = rowAt(listing, at)?.path;
  if (path === undefined || !(await actions.mayLeaveEditor())) return;
  moveCursor(at);
  await actions.open(path);
  if (document.activeElement?.id === spots.search) goTo('detail', 'detail', 'list');
}

/** What the menu of the vault has; `steps`: first steps are to be done. */
export function menuItems(
  readOnly: boolean,
  keys: { readonly recovery: string; readonly preferences: string },
  steps: boolean,
): Item[] {
  const { menu } = words;
  const items: (Item & { writes?: boolean })[] = [
    ...(steps
      ? [
          {
            id: 'first-steps',
            label: words.firstSteps.title,
            icon: <ListChecks aria-hidden />,
            run: () => void actions.showSteps().then((shown) => shown && goTo('detail', 'detail')),
            writes: true,
          },
        ]
      : []),
    {
      id: 'import',
      label: menu.import,
      icon: <Import aria-hidden />,
      run: () => openDialog('import'),
      writes: true,
    },
    { id: 'export', label: words.export.menu, icon: <FileOutput aria-hidden />, run: () => openExport() },
    {
      id: 'merge',
      label: words.copies.menu,
      icon: <Merge aria-hidden />,
      run: openCopies,
      writes: true,
    },
    {
      id: 'health',
      label: words.health.menu,
      icon: <HeartPulse aria-hidden />,
      run: openHealth,
      line: true,
    },
    { id: 'backups', label: menu.backups, icon: <Archive aria-hidden />, run: () => openBackups() },
    {
      id: 'recovery',
      label: menu.recovery,
      icon: <LifeBuoy aria-hidden />,
      shortcut: keys.recovery,
      run: () => openRecovery(),
    },
    {
      id: 'people',
      label: menu.people,
      icon: <Users aria-hidden />,
      run: () => openAccess('people'),
      line: true,
    },
    {
      id: 'devices',
      label: menu.devices,
      icon: <MonitorSmartphone aria-hidden />,
      run: () => openAccess('devices'),
    },
    {
      id: 'access',
      label: menu.access,
      icon: <ShieldCheck aria-hidden />,
      run: () => openAccess('policies'),
    },
    { id: 'audit', label: menu.audit, icon: <ScrollText aria-hidden />, run: () => openAccess('audit') },
    {
      id: 'passphrase',
      label: menu.passphrase,
      icon: <KeyRound aria-hidden />,
      run: () => openDialog('passphrase'),
      writes: true,
      line: true,
    },
    {
      id: 'key-file',
      label: menu.keyFile,
      icon: <FileKey2 aria-hidden />,
      run: () => openDialog('key-file'),
      writes: true,
    },
    {
      id: 'security-keys',
      label: menu.securityKeys,
      icon: <Usb aria-hidden />,
      run: () => openDialog('security-keys'),
    },
    { id: 'keys', label: menu.keys, icon: <KeySquare aria-hidden />, run: openKeys, writes: true },
    {
      id: 'move',
      label: words.move.menu,
      icon: <FolderInput aria-hidden />,
      run: () => openDialog('move'),
      writes: true,
    },
    {
      id: 'preferences',
      label: menu.preferences,
      icon: <Settings aria-hidden />,
      shortcut: keys.preferences,
      run: () => openPreferences(),
      line: true,
    },
    {
      id: 'shortcuts',
      label: menu.shortcuts,
      icon: <CircleHelp aria-hidden />,
      run: () => openDialog('shortcuts'),
    },
    { id: 'about', label: menu.about, icon: <Info aria-hidden />, run: () => openDialog('about') },
    {
      id: 'leave',
      label: menu.leave,
      icon: <LogOut aria-hidden />,
      run: () => void actions.leave(),
      line: true,
    },
  ];
  return items.filter((item) => !(readOnly && item.writes));
}
