import type { Handlers } from '../../../shared/contract.ts';
import { keptDraftSchema } from '../../../shared/contract-drafts.ts';
import { parsed } from '../../../shared/parsed.ts';
import type { Session } from '../../app/session.ts';
import type { Vault } from '../../vault/vault.ts';
import { coverFields, uncoverFields } from '../covered.ts';

/** Where unsaved edits are kept. */
export interface DraftStore {
  keep(vault: Vault, draft: unknown): void;
  load(vault: Vault): unknown;
  discard(vault: Vault): void;
}

export function draftsHandlers(session: Session, store: () => Promise<DraftStore>): Handlers['drafts'] {
  return {
    keep: async (draft) => {
      const { vault } = session;
      (await store()).keep(vault, { ...draft, fields: uncoverFields(vault, draft.fields, true) });
    },
    load: async () => {
      const { vault } = session;
      const draft = parsed(keptDraftSchema, (await store()).load(vault));
      return draft && { ...draft, fields: coverFields(vault, draft.fields) };
    },
    discard: async () => {
      const { vault } = session;
      (await store()).discard(vault);
    },
  };
}
