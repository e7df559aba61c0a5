import { command } from '../command.ts';
import { printJson, printLines } from '../print.ts';
import { reachVault } from '../reach.ts';

export const listClients = command({
  name: 'client list',
  args: '',
  count: [0, 0],
  options: {},
  run: async (call) => {
    const clients = await reachVault(call, (vault) => vault.registered());
    const rows = clients.map(({ name, spiffeId, createdAt }) => ({
      ...{ name, spiffeId },
      since: createdAt === undefined ? null : new Date(createdAt).toISOString(),
    }));
    await (call.global.json
      ? printJson(call, rows)
      : printLines(
          call,
          rows.map(({ name, spiffeId, since }) => [name, spiffeId, since ?? ''].join('\t')),
        ));
    return undefined;
  },
});
