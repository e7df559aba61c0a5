import { favouriteMark } from '../../shared/facet.ts';
import { normalFolder } from '../../shared/path.ts';
import { command, type Session } from '../command.ts';
import { isFileNamed, withVault } from '../connect.ts';
import { exit } from '../exit.ts';
import { texts } from '../language.ts';
import { complain, say } from '../print.ts';
import { throughApp } from '../reach.ts';
import type { Listed } from '../reached.ts';
import { printListed } from './list.ts';

export const search = command({
  name: 'search',
  args: 'QUERY...',
  count: [1, Number.POSITIVE_INFINITY],
  options: { in: { value: 'FOLDER' }, deleted: {} },
  run: async (call) => {
    const wanted = {
      query: call.args.join(' '),
      folder: normalFolder(call.options.in ?? ''),
      deleted: call.options.deleted,
    };
    const { secrets, nearly, unread } = await find(call, wanted);
    await printListed(call, secrets);
    if (nearly) await say(call, (await texts('secrets')).nearly);
    if (unread === 0) return undefined;
    await complain(call, (await texts('secrets')).damaged(unread));
    return exit.damaged;
  },
});

interface Wanted {
  readonly query: string;
  readonly folder: string;
  readonly deleted: boolean;
}

async function find(
  call: Session,
  wanted: Wanted,
): Promise<{ secrets: readonly Listed[]; nearly: boolean; unread: number }> {
  if (isFileNamed(call)) {
    const { findSecrets } = await import('../../main/vault/find.ts');
    return withVault(call, (vault) => findSecrets(vault, wanted));
  }
  const { secrets } = await throughApp(call, (ask) => ask('secret.find', wanted));
  const found = secrets.map(({ favourite, ...one }) => ({
    ...one,
    custom: favourite ? [[...favouriteMark] as [string, string]] : [],
  }));
  return { secrets: found, nearly: false, unread: 0 };
}
