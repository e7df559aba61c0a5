import type { ExportRequest, OpenExport } from '../../main/export/open-export.ts';
import type { ExportedFile, ExportedSecret, SecretSource } from '../../main/export/source.ts';
import { historyOf } from '../../main/import/history.ts';
import type { ApiInput, ApiOutput } from '../../shared/api.ts';
import { isPlainExport } from '../../shared/export.ts';
import { fail } from '../../shared/failure.ts';
import { attachmentInfo } from '../../shared/secret.ts';

type Name = 'vault.export' | 'vault.exported' | 'vault.exportedFile';
export type Ask = <N extends Name>(name: N, input: ApiInput<N>) => Promise<ApiOutput<N>>;

/** An export of the vault that is open in the app, which gives the secrets; the form is made here. */
export async function openExportThere(
  ask: Ask,
  request: ExportRequest,
  signal: AbortSignal,
): Promise<OpenExport & { readonly chosen: boolean }> {
  const { format, folder = '', password } = request;
  const { chosen, ...begun } = await ask('vault.export', { format, folder });
  let { damaged } = begun;
  const page = async (from: number) => {
    if (signal.aborted) fail({ code: 'cancelled' });
    const answer = await ask('vault.exported', { from });
    damaged ||= answer.damaged;
    return answer;
  };
  const { secrets, lost, beside } = begun;
  return {
    request,
    chosen,
    plan: { secrets, lost, beside, plain: isPlainExport(format, password !== undefined) },
    source: sourceOf(page, ask, secrets),
    damaged: () => damaged,
    // The app wrote it down before it gave anything.
    note: async () => undefined,
  };
}

function sourceOf(
  page: (from: number) => Promise<ApiOutput<'vault.exported'>>,
  ask: Ask,
  total: number,
): SecretSource {
  async function* secrets(progress?: (done: number, total: number) => void): AsyncGenerator<ExportedSecret> {
    let done = 0;
    for (let ended = total === 0; !ended; ) {
      const answer = await page(done);
      ended = answer.end;
      if (answer.secrets.length === 0 && !ended) fail({ code: 'socket', reason: 'broken' });
      for (const { current, secret } of answer.secrets) {
        yield secretOf(secret, current, ask);
        done += 1;
        // Those that stay behind come along, too.
        progress?.(Math.min(done, total), total);
      }
    }
  }
  return {
    secrets,
    paths: async () => {
      const paths: string[] = [];
      for await (const { path } of secrets()) paths.push(path);
      return paths;
    },
  };
}

function secretOf(value: unknown, current: number, ask: Ask): ExportedSecret {
  const secret = historyOf(value) ?? fail({ code: 'socket', reason: 'broken' });
  const files = new Map<string, ExportedFile>();
  for (const { type, value: name } of secret.versions.flatMap(({ fields = [] }) => fields)) {
    const info = type === 'attachment' ? attachmentInfo(name) : undefined;
    if (info !== undefined) files.set(name, { ...info, pieces: (from) => pieces(ask, info, from) });
  }
  return { ...secret, current, files } as ExportedSecret;
}

async function* pieces(
  ask: Ask,
  { size, digest }: Pick<ExportedFile, 'size' | 'digest'>,
  from = 0,
): AsyncGenerator<Uint8Array> {
  let length = 1;
  for (let piece = from; piece * length < size; piece++) {
    const bytes = Buffer.from((await ask('vault.exportedFile', { digest, piece })).bytes, 'base64');
    if (bytes.length === 0) fail({ code: 'socket', reason: 'broken' });
    // All but the last have one length.
    if (piece === from) length = bytes.length;
    yield bytes;
  }
}
