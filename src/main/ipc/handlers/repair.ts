import type { Handlers } from '../../../shared/contract.ts';
import type { Session } from '../session.ts';

export function repairHandlers(session: Session): Handlers['repair'] {
  return {
    damage: async () => (await import('../../transfer/damage.ts')).damageOf(session.vault),
  };
}
