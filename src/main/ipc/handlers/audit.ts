import { basename } from 'node:path';
import { auditActions, auditKindOf } from '../../../shared/audit.ts';
import type { Handlers } from '../../../shared/contract.ts';
import { fail, systemFailure } from '../../../shared/failure.ts';
import type { Session } from '../../app/session.ts';
import type { AuditEntry, AuditQuery } from '../../backend/changes.ts';
import { replaceFile } from '../../store/file.ts';

type Query = Parameters<Handlers['audit']['export']>[0];
type Shown = Awaited<ReturnType<Handlers['audit']['list']>>['entries'][number];

export function auditHandlers(
  session: Session,
  chooseFile: (vault: string, day: string) => Promise<string | undefined>,
): Handlers['audit'] {
  return {
    list: async ({ before, limit, ...query }) => {
      const page = { ...asked(query), ...(before !== undefined && { before }), limit: limit + 1 };
      const found = await session.vault.audit.list(page);
      // One more than asked for tells whether there are any more.
      const entries = found.slice(-limit).reverse().map(shown);
      return { entries, more: found.length > limit };
    },
    export: async (query) => {
      const entries = await session.vault.audit.list(asked(query));
      const day = new Date().toISOString().slice(0, 10);
      const file = await chooseFile(session.name, day);
      if (file === undefined) return undefined;
      save(file, entries.map((entry) => `${JSON.stringify(lineOf(entry))}\n`).join(''));
      return { file: basename(file), entries: entries.length };
    },
  };
}

function asked({ since, client, kind, outcome }: Query): AuditQuery {
  return {
    ...(since !== undefined && { since }),
    ...(client !== undefined && { client }),
    ...(kind !== undefined && { actions: auditActions.filter((action) => auditKindOf[action] === kind) }),
    ...(outcome !== undefined && { outcome }),
  };
}

function shown({ index, time, client, action, path, outcome, count }: AuditEntry): Shown {
  const more = { ...(path !== undefined && { path }), ...(count !== undefined && { count }) };
  return { index, time, client, action, outcome, ...more };
}

// As `holdfast audit --json` tells an entry.
function lineOf({ index, time, client, action, path, outcome, count = 1, hash }: AuditEntry) {
  const what = { client, action, path: path ?? null, outcome, count, hash };
  return { index, time: new Date(time).toISOString(), ...what };
}

// The chooser has asked whether an existing file is to be replaced.
function save(file: string, text: string): void {
  try {
    replaceFile(file, text);
  } catch (error) {
    fail(systemFailure(error), error);
  }
}
