import type { Handlers } from '../../../shared/contract.ts';
import { mostMet, mostStrangers } from '../../../shared/contract-devices.ts';
import type { Session } from '../../app/session.ts';

export function devicesHandlers(session: Session): Handlers['devices'] {
  return {
    list: async () => {
      // The window hears of what this takes up.
      await session.refresh();
      const { vault, place } = session;
      const [devices, { strangersAt }] = await Promise.all([
        vault.devices.list(),
        import('../../backend/places.ts'),
      ]);
      const strangers = (await session.isDurable()) ? await strangersAt(place) : [];
      return {
        devices: devices.map((one) => ({ ...one })),
        met: session.met.map(({ device, secrets, records }) => ({
          ...{ device, records, total: secrets.length },
          secrets: secrets.slice(0, mostMet),
        })),
        strangers: { total: strangers.length, names: strangers.slice(0, mostStrangers) },
      };
    },
    declareGone: async ({ id }) => {
      await session.vault.devices.declareGone(id);
      session.noteWrite();
    },
    seen: () => session.seeMet(),
  };
}
