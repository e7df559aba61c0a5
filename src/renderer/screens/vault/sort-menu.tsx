import { ArrowDownUp } from 'lucide-react';
import { memo } from 'react';
import { sorts } from '../../../shared/rows.ts';
import { IconButton } from '../../components/button.tsx';
import { Menu } from '../../components/menu.tsx';
import * as actions from '../../stores/actions.ts';
import { useLanguage } from '../../stores/language.ts';
import { useSession } from '../../stores/session.ts';
import { words } from '../../words/words.ts';

const text = words.list;

/** Chooses the order of the list, and is not drawn anew with it. */
export const SortMenu = memo(function SortMenu() {
  useLanguage();
  const sort = useSession(({ preferences }) => preferences?.sort ?? 'title');
  const items = sorts.map((id) => ({
    id,
    label: text.sortedBy[id],
    run: () => void actions.sortBy(id),
  }));
  return (
    <Menu label={text.sort} items={items} chosen={sort}>
      <IconButton label={text.sort} tooltip={false}>
        <ArrowDownUp aria-hidden />
      </IconButton>
    </Menu>
  );
});
