import { fail } from '../../shared/failure.ts';
import type { Field, Secret } from '../../shared/secret.ts';
import { command, type Session } from '../command.ts';
import {
  envLines,
  type Format,
  fieldObject,
  formatOf,
  plainLines,
  yamlLines,
  yamlString,
} from '../format.ts';
import { nameFor, printJson, printLines, printValue } from '../print.ts';
import { reachVault } from '../reach.ts';
import { wholeNumber } from '../usage.ts';

export const get = command({
  name: 'secret get',
  args: 'PATH [KEY]',
  count: [1, 2],
  about:
    'Prints the fields of a secret for a person to read, or with KEY the value of that field and nothing else: no\n' +
    'line end is added unless standard output is a terminal, and a field of type file comes as its bytes. --format\n' +
    "json and yaml give the fields by name, env gives NAME='value' for a shell; --json tells the version and types too.\n" +
    'In json, yaml and env a field of type file is base64. Exit 3 when there is no such secret, version or field, or\n' +
    'when it is deleted.',
  options: {
    version: { value: 'N', help: 'that version instead of the current one' },
    format: { value: 'FORMAT', help: 'plain (the default), json, yaml or env' },
  },
  examples: [
    'holdfast secret get prod/db password                    # the value and nothing else',
    'holdfast secret get prod/db                             # all fields, for a person',
    'holdfast secret get prod/db --version 2 --json',
    'eval "$(holdfast secret get prod/db --format env)"      # user and password as variables of a shell',
  ],
  run: async (call) => {
    const [path = '', key] = call.args;
    const format = formatOf(call.options.format, call.global.json);
    const wanted = call.options.version;
    const version =
      wanted === undefined ? undefined : wholeNumber('version', wanted, 1, Number.MAX_SAFE_INTEGER);
    const secret = await reachVault(call, ({ secrets }) => secrets.get(path, version));
    // Soft-deleted: there is a secret, but no version of it is current.
    if (secret.version === 0) fail({ code: 'not-found', what: 'live', name: path });
    await (key === undefined ? printSecret(call, secret, format) : printField(call, secret, key, format));
    return undefined;
  },
});

async function printSecret(call: Session, secret: Secret, format: Format): Promise<void> {
  const { fields } = secret;
  if (call.global.json) return printJson(call, secretObject(secret));
  if (format === 'json') return printJson(call, fieldObject(fields));
  const plain = (all: readonly Field[]) => plainLines(all, nameFor(call));
  const lines = { plain, yaml: yamlLines, env: envLines }[format];
  await printLines(call, lines(fields));
}

async function printField(call: Session, secret: Secret, key: string, format: Format): Promise<void> {
  const field = secret.fields.find(({ name }) => name === key);
  if (field === undefined) return fail({ code: 'not-found', what: 'field', name: key });
  if (call.global.json) {
    const { path, version } = secret;
    return printJson(call, { path, version, field: key, type: field.type, value: field.value });
  }
  if (format === 'json') return printJson(call, field.value);
  if (format === 'yaml') return printLines(call, [yamlString(field.value)]);
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
