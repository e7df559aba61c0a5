import type { Handlers } from '../../../shared/contract.ts';
import type { Session } from '../../app/session.ts';
import { writtenIn } from '../written.ts';

/** What is done to several secrets at once. */
export function severalHandlers(session: Session): Handlers['several'] {
  const several = () => session.vault.several;
  const written = writtenIn(session);
  return {
    move: ({ chosen, folder }) => written(several().move(chosen, folder)),
    tag: ({ chosen, add, remove }) => written(several().tag(chosen, add, remove)),
    favourite: ({ chosen, on }) => written(several().favourite(chosen, on)),
    tags: ({ chosen }) => several().tags(chosen),
    toVault: async ({ chosen, to, move }) => {
      const [{ vault }, other] = [session, session.besideAt(to)];
      const paths = await vault.several.paths(chosen);
      const { copyAcross } = await import('../../vault/across.ts');
      await copyAcross(vault, other, paths);
      session.noteWrite(other);
      if (!move) return { secrets: paths.length, undo: 0 };
      return written(vault.several.delete({ paths }));
    },
    delete: ({ chosen }) => written(several().delete(chosen)),
    undelete: ({ chosen }) => written(several().undelete(chosen)),
    moveFolder: ({ from, to }) => written(several().moveFolder(from, to)),
    undo: ({ undo }) => written(session.vault.undo.take(undo)),
  };
}
