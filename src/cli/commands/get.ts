import type { LoadedFile } from '../../main/backend/backend.ts';
import { fail } from '../../shared/failure.ts';
import type { Secret } from '../../shared/secret-schema.ts';
import { fieldCalled } from '../../shared/templates.ts';
import { command, type Session } from '../command.ts';
import {
  envLines,
  type Format,
  fieldObject,
  formatOf,
  plainLines,
  toldValue,
  yamlLines,
  yamlValue,
} from '../format.ts';
import { texts } from '../language.ts';
import { nameFor, printJson, printLines, printValue } from '../print.ts';
import { reachVault } from '../reach.ts';
import { misuse, wholeNumber } from '../usage.ts';

export const get = command({
  name: 'secret get',
  args: 'PATH [KEY]',
  count: [1, 2],
  options: {
    version: { value: 'N' },
    format: { value: 'FORMAT' },
  },
  run: async (call) => {
    const [path = '', key] = call.args;
    const format = formatOf(call.options.format, call.global.json);
    const wanted = call.options.version;
    const version =
      wanted === undefined ? undefined : wholeNumber('version', wanted, 1, Number.MAX_SAFE_INTEGER);
    const secret = await reachVault(call, async ({ secrets }) => {
      const found = await secrets.get(path, version);
      const field = key === undefined ? undefined : fieldCalled(found.fields, key);
      if (field?.type !== 'attachment' || format !== 'plain') return found;
      await printFile(call, await secrets.file(path, field.name, found.version));
      return undefined;
    });
    if (secret === undefined) return undefined;
    // Soft-deleted: there is a secret, but no version of it is current.
    if (secret.version === 0) fail({ code: 'not-found', what: 'live', name: path });
    await (key === undefined ? printSecret(call, secret, format) : printField(call, secret, key, format));
    return undefined;
  },
});

// Piece by piece: it may be longer than memory. Whoever reads it may have seen enough.
async function printFile({ io: { stdout } }: Session, file: LoadedFile): Promise<void> {
  if (stdout.isTTY) misuse((say) => say.longFile);
  for await (const piece of file.pieces()) {
    await stdout.write(piece);
    if (stdout.isGone === true) return;
  }
}

async function printSecret(call: Session, secret: Secret, format: Format): Promise<void> {
  const { fields } = secret;
  if (call.global.json) return printJson(call, secretObject(secret));
  if (format === 'json') return printJson(call, fieldObject(fields));
  if (format === 'yaml') return printLines(call, yamlLines(fields));
  if (format === 'env') return printLines(call, envLines(fields));
  const { file } = await texts('secrets');
  await printLines(call, plainLines(fields, file, nameFor(call)));
}

async function printField(call: Session, secret: Secret, key: string, format: Format): Promise<void> {
  const field = fieldCalled(secret.fields, key);
  if (field === undefined) return fail({ code: 'not-found', what: 'field', name: key });
  if (call.global.json) {
    const { path, version } = secret;
    return printJson(call, { path, version, field: field.name, type: field.type, value: toldValue(field) });
  }
  if (format === 'json') return printJson(call, toldValue(field));
  if (format === 'yaml') return printLines(call, [yamlValue(field)]);
  if (format === 'env') return printLines(call, envLines([field]));
  return printValue(call, field.type === 'file' ? Buffer.from(field.value, 'base64') : field.value);
}

function secretObject({ path, version, fields, info }: Secret): Record<string, unknown> {
  const created = info.versions.find((one) => one.version === version)?.created;
  return {
    path,
    version,
    created: created === undefined ? null : new Date(created).toISOString(),
    tags: info.tags,
    fields: fieldObject(fields),
    types: Object.fromEntries(fields.map(({ name, type }) => [name, type])),
  };
}
