import { ChevronDown, FolderOpen, Lock } from 'lucide-react';
import { Button as Base } from 'react-aria-components';
import type { State } from '../../../shared/contract.ts';
import { printPlace } from '../../../shared/place.ts';
import { cx } from '../../components/cx.ts';
import { Mark } from '../../components/mark.tsx';
import { type Item, Menu } from '../../components/menu.tsx';
import * as actions from '../../stores/actions.ts';
import { useSession } from '../../stores/session.ts';
import { knownVaults } from '../../stores/vaults.ts';
import { words } from '../../words/words.ts';
import styles from './toolbar.module.css';

const text = words.switcher;
/** So many have a key. */
const keyed = 9;

/** The vault's name, and the way to the others that this machine knows. */
export function Switcher() {
  const state = useSession((session) => session.state);
  if (state === undefined) return null;
  return (
    <h1 className={styles.switcher}>
      <Menu label={text.label} items={[...vaultItems(state), ...ways(state)]} placement="bottom start">
        <Base className={cx(styles.here)}>
          <Mark size={22} color={state.color} />
          <span className={styles.word}>{state.name}</span>
          <ChevronDown aria-hidden />
        </Base>
      </Menu>
    </h1>
  );
}

function vaultItems(state: State): Item[] {
  return knownVaults(state).map(({ place, name, color, isOpen, isHere }, at) => ({
    id: printPlace(place),
    label: name,
    hint: isHere ? text.here : isOpen ? text.open : text.locked,
    icon: <Mark size={16} color={color} />,
    ...(at < keyed && { shortcut: text.keys(at + 1) }),
    run: () => void (isHere ? undefined : actions.switchTo(place)),
  }));
}

function ways({ beside = [] }: State): Item[] {
  const another: Item = {
    id: 'another',
    label: text.another,
    icon: <FolderOpen aria-hidden />,
    line: true,
    run: () => void actions.openAnother(),
  };
  if (beside.length === 0) return [another];
  const alone: Item = {
    id: 'alone',
    label: text.lockAlone,
    icon: <Lock aria-hidden />,
    run: () => void actions.lockAlone(),
  };
  return [another, alone];
}

/** The same for the box of actions: each vault by its name. */
export function switchItems(state: State | undefined): Item[] {
  if (state === undefined) return [];
  const others = vaultItems(state).filter((_, at) => !knownVaults(state)[at]?.isHere);
  return [
    ...others.map(({ hint: _, ...item }) => ({ ...item, label: text.to(item.label) })),
    ...ways(state).map(({ line: _, ...item }) => item),
  ];
}
