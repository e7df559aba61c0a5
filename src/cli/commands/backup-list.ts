import type { KnownFile } from '../../main/backups/known.ts';
import { backupsIn } from '../backup-folder.ts';
import { command } from '../command.ts';
import { texts } from '../language.ts';
import { nameFor, printJson, printLines } from '../print.ts';
import { sentence } from '../sentences.ts';

export const list = command({
  name: 'backup list',
  args: 'DIR',
  count: [1, 1],
  options: {},
  run: async (call) => {
    const [folder = ''] = call.args;
    const found = await backupsIn(call, folder);
    if (call.global.json) await printJson(call, found.map(shown));
    else await printLines(call, await lines(found, nameFor(call)));
    return undefined;
  },
});

function shown({ file, bytes, time, vault, revision, failure, ours, provenAt }: KnownFile) {
  const at = new Date(time).toISOString();
  return failure === undefined
    ? {
        file,
        time: at,
        bytes,
        vault,
        revision,
        ours,
        ...(provenAt !== undefined && { proven: new Date(provenAt).toISOString() }),
      }
    : { file, time: at, bytes, failure };
}

async function lines(found: readonly KnownFile[], name: (file: string) => string): Promise<string[]> {
  const { notOurs } = await texts('backups');
  return Promise.all(
    found.map(async ({ file, bytes, time, vault, revision, failure, ours }) => {
      const what =
        failure === undefined ? `r${revision}\t${bytes}\t${vault?.slice(0, 8)}` : await sentence(failure);
      const mark = failure === undefined && !ours ? `\t${notOurs}` : '';
      return `${new Date(time).toISOString().slice(0, 19)}Z\t${what}\t${name(file)}${mark}`;
    }),
  );
}
