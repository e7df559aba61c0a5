import {
  ChevronDown,
  CopyCheck,
  FileOutput,
  FolderInput,
  RotateCcw,
  Star,
  StarOff,
  Tag,
  Trash2,
  Vault,
  X,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import { chooseNone, countChosen, meant, useChosen } from '../../stores/chosen.ts';
import { openExport } from '../../stores/export.ts';
import { areFavourites, toggleFavourites } from '../../stores/favourites.ts';
import { useListing } from '../../stores/listing.ts';
import { pickFor } from '../../stores/picking.ts';
import { useSession } from '../../stores/session.ts';
import * as several from '../../stores/several.ts';
import { words } from '../../words/words.ts';
import { DetailPane } from './detail-pane.tsx';
import { followTo } from './focus.ts';
import styles from './several.module.css';

const text = words.list;

/** Something that is done to the chosen secrets. */
export interface SeveralAction {
  readonly id: string;
  readonly label: string;
  readonly icon: ReactNode;
  readonly danger?: boolean;
  readonly run: () => void;
}

/** What can be done to so many secrets of the list, or to the one at the cursor. */
export function severalActions(secrets: number, deleted: boolean): SeveralAction[] {
  if (deleted)
    return [
      {
        id: 'undelete',
        label: text.undelete,
        icon: <RotateCcw aria-hidden />,
        run: () => void several.undelete(meant()),
      },
    ];
  return [
    favouriteAction(),
    { id: 'move', label: text.move, icon: <FolderInput aria-hidden />, run: () => pickFor('move', secrets) },
    ...toVaultActions(secrets),
    { id: 'add-tag', label: text.addTag, icon: <Tag aria-hidden />, run: () => pickFor('add-tag', secrets) },
    {
      id: 'remove-tag',
      label: text.removeTag,
      icon: <Tag aria-hidden />,
      run: () => pickFor('remove-tag', secrets),
    },
    {
      id: 'export',
      label: words.export.menu,
      icon: <FileOutput aria-hidden />,
      run: () => openExport({ what: meant(), secrets }),
    },
    {
      id: 'delete',
      label: text.delete,
      icon: <Trash2 aria-hidden />,
      danger: true,
      run: () => void several.remove(meant()).then(() => followTo('list')),
    },
  ];
}

// Where another vault is open.
function toVaultActions(secrets: number): SeveralAction[] {
  if (useSession.getState().state?.beside === undefined) return [];
  const to = (what: 'copy-to-vault' | 'move-to-vault', label: string): SeveralAction => ({
    id: what,
    label,
    icon: <Vault aria-hidden />,
    run: () => pickFor(what, secrets),
  });
  return [to('copy-to-vault', text.copyToVault), to('move-to-vault', text.moveToVault)];
}

function favouriteAction(): SeveralAction {
  const [label, icon] = areFavourites()
    ? [text.unfavour, <StarOff key="off" aria-hidden />]
    : [text.favour, <Star key="on" aria-hidden />];
  return { id: 'favourite', label, icon, run: () => void toggleFavourites() };
}

/** The same as a menu, with the way out of it, where no pane shows them. */
export function SeveralMenu({ secrets, deleted }: { secrets: number; deleted: boolean }) {
  const leave = { id: 'none', label: text.none, icon: <X aria-hidden />, line: true, run: chooseNone };
  return (
    <Menu label={text.chosenMenu} items={[...severalActions(secrets, deleted), leave]}>
      <Button size="small">
        {text.chosenMenu}
        <ChevronDown aria-hidden />
      </Button>
    </Menu>
  );
}

/** In place of one secret: how many are chosen, and what can be done to all of them. */
export function Several({ readOnly }: { readOnly: boolean }) {
  const { total, deleted } = useListing();
  const count = countChosen(useChosen(), total);
  return (
    <DetailPane>
      <div className={styles.several}>
        <CopyCheck aria-hidden />
        <div role="status">
          <h1 tabIndex={-1}>{text.chosen(count)}</h1>
        </div>
        {!readOnly && <p>{text.chosenHelp}</p>}
        <div className={styles.actions}>
          {!readOnly &&
            severalActions(count, deleted).map(({ id, label, icon, run }) => (
              <Button key={id} onPress={run}>
                {icon}
                {label}
              </Button>
            ))}
          <Button
            kind="quiet"
            onPress={() => {
              chooseNone();
              followTo('list');
            }}
          >
            {text.none}
          </Button>
        </div>
      </div>
    </DetailPane>
  );
}
