import type { Handlers } from '../../../shared/contract.ts';
import type { Field } from '../../../shared/secret-schema.ts';
import type { Session } from '../../app/session.ts';
import type { VersionChange } from '../../vault/versions.ts';
import { shownField } from './view.ts';

/** What became of a secret from version to version, and one field of an earlier one again. */
export function versionsHandlers(session: Session): Handlers['versions'] {
  return {
    changes: async ({ path }) => {
      const { events = [] } = await session.vault.secrets.info(path);
      return { versions: (await session.vault.versions.changes(path)).map(shownChange), events };
    },
    compare: async ({ path, before, after }) => {
      const { fields, reordered } = await session.vault.versions.compare(path, before, after);
      const rows = fields.map((row) => ({
        fate: row.fate,
        ...shownSide('before', row),
        ...shownSide('after', row),
      }));
      return { fields: rows, reordered };
    },
    restoreField: async ({ path, version, field }) => {
      const restored = await session.vault.edits.rollback(path, version, field);
      session.noteWrite();
      return restored;
    },
  };
}

function shownChange({ version, against, fields, reordered }: VersionChange) {
  return {
    ...{ version, against, reordered },
    fields: fields.flatMap(({ fate, before, after }) => {
      const name = (after ?? before)?.name ?? '';
      const was = fate === 'renamed' && before ? { was: before.name } : {};
      return fate === 'same' ? [] : [{ fate, name, ...was }];
    }),
  };
}

function shownSide<Side extends 'before' | 'after'>(side: Side, row: { readonly [S in Side]?: Field }) {
  const field = row[side];
  return field === undefined ? {} : { [side]: shownField(field) };
}
