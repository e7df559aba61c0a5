import { Copy, Pencil } from 'lucide-react';
import { isPassword } from '../../../shared/secret.ts';
import type { Item } from '../../components/menu.tsx';
import * as actions from '../../stores/actions.ts';
import { words } from '../../words/words.ts';
import { severalActions } from './several.tsx';

/** What a drag of secrets is known by. */
export const draggedSecrets = 'application/x-holdfast-secrets';

interface Where {
  readonly readOnly: boolean;
  readonly deleted: boolean;
}

/** What can be done with the row at the cursor, or with all that are chosen. */
export function rowItems(path: string | undefined, secrets: number, { readOnly, deleted }: Where): Item[] {
  const alone = path !== undefined && secrets === 1 && !deleted;
  const own: Item[] = alone
    ? [
        {
          id: 'copy-password',
          label: words.list.copyPassword,
          icon: <Copy aria-hidden />,
          run: () => void actions.copyOf(path, isPassword),
        },
        {
          id: 'copy-user',
          label: words.list.copyUser,
          icon: <Copy aria-hidden />,
          run: () => void actions.copyOf(path, (type) => type === 'text'),
        },
      ]
    : [];
  if (readOnly) return own;
  const edit: Item[] = alone
    ? [
        {
          id: 'edit',
          label: words.actions.edit,
          icon: <Pencil aria-hidden />,
          run: () => void actions.editSecret(path),
        },
      ]
    : [];
  const rest = severalActions(secrets, deleted).map((action, i) => ({
    ...action,
    line: own.length > 0 && i === 0,
  }));
  return [...own, ...edit, ...rest];
}
