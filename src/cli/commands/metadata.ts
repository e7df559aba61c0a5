import { failureOf } from '../../shared/failure.ts';
import type { MetadataPatch, SecretInfo, VersionInfo } from '../../shared/secret-schema.ts';
import { command, type Session, type Values } from '../command.ts';
import { parseDuration, showDuration } from '../duration.ts';
import { nameFor, printJson, printLines, say } from '../print.ts';
import { reachVault } from '../reach.ts';
import type { Reached } from '../reached.ts';
import { misuse, wholeNumber } from '../usage.ts';

const options = {
  'max-versions': { value: 'N', help: 'how many versions are kept; 0: the default, 10' },
  'cas-required': { help: 'put and patch must say --cas from now on' },
  'no-cas-required': { help: 'they need not any more' },
  'delete-version-after': { value: '30d', help: 'a new version deletes itself after that time; 0: never' },
  set: { value: 'K=V', many: true, help: 'a note of your own kept with the secret, not hidden' },
  unset: { value: 'K', many: true, help: 'such a note to remove' },
  tag: { value: 'T', many: true, help: 'a tag to add' },
  untag: { value: 'T', many: true, help: 'a tag to remove' },
} as const;

type Given = Values<typeof options>;

export const metadata = command({
  name: 'secret metadata',
  args: 'PATH',
  count: [1, 1],
  about:
    'Prints what is known of a secret: versions, tags, rules. With an option it changes that instead: no\n' +
    'new version, and the first may be still to come.',
  options,
  examples: [
    'holdfast secret metadata prod/db',
    'holdfast secret metadata prod/db --max-versions 20 --delete-version-after 30d',
    'holdfast secret metadata prod/db --set owner=data-team --unset ticket --cas-required',
  ],
  run: async (call) => {
    const path = call.args[0] ?? '';
    const patch = patchOf(call.options);
    const { tag, untag } = call.options;
    const changes = Object.keys(patch).length + tag.length + untag.length > 0;
    const info = await reachVault(call, async ({ secrets }) => {
      if (!changes) return secrets.info(path);
      const before = tag.length + untag.length > 0 ? await tagsBefore(secrets, path) : [];
      await secrets.updateMetadata(path, { ...patch, ...tagsOf(before, tag, untag) });
      return secrets.info(path);
    });
    await (changes ? tellChanged(call, info) : printInfo(call, info));
    return undefined;
  },
});

/** None of a secret that is still to come. */
async function tagsBefore(secrets: Reached['secrets'], path: string): Promise<readonly string[]> {
  try {
    return (await secrets.info(path)).tags;
  } catch (error) {
    if (failureOf(error)?.code === 'not-found') return [];
    throw error;
  }
}

function patchOf(given: Given): MetadataPatch {
  const { 'max-versions': max, 'delete-version-after': after, set, unset } = given;
  const required = given['cas-required'];
  if (required && given['no-cas-required'])
    misuse('--cas-required and --no-cas-required exclude each other.');
  return {
    ...(max !== undefined && { maxVersions: wholeNumber('max-versions', max, 0, 1_000) || null }),
    ...(after !== undefined && { deleteVersionAfter: parseDuration('delete-version-after', after) || null }),
    ...((required || given['no-cas-required']) && { casRequired: required }),
    ...(set.length > 0 && { set: set.map(keyAndValue) }),
    ...(unset.length > 0 && { unset }),
  };
}

function keyAndValue(pair: string): [string, string] {
  const end = pair.indexOf('=');
  if (end < 1) misuse('--set takes K=V.');
  return [pair.slice(0, end), pair.slice(end + 1)];
}

function tagsOf(before: readonly string[], add: readonly string[], remove: readonly string[]): MetadataPatch {
  if (add.length + remove.length === 0) return {};
  return { tags: [...new Set([...before, ...add])].filter((tag) => !remove.includes(tag)) };
}

async function tellChanged(call: Session, info: SecretInfo): Promise<void> {
  if (call.global.json) await printJson(call, infoObject(info));
  await say(call, 'Changed.');
}

async function printInfo(call: Session, info: SecretInfo): Promise<void> {
  if (call.global.json) return printJson(call, infoObject(info));
  const { current, created, updated, maxVersions, casRequired, deleteVersionAfter, tags, custom, versions } =
    info;
  const shown = nameFor(call);
  await printLines(call, [
    `current:               ${current === 0 ? 'none' : current}`,
    `created:               ${time(created)}`,
    `updated:               ${time(updated)}`,
    `max-versions:          ${maxVersions}`,
    `cas-required:          ${casRequired ? 'yes' : 'no'}`,
    `delete-version-after:  ${showDuration(deleteVersionAfter)}`,
    ...tags.map((tag) => `tag:                   ${shown(tag)}`),
    ...custom.map(([key, value]) => `set:                   ${shown(`${key}=${value}`)}`),
    ...versions.map((version) => `version ${String(version.version).padEnd(15)}${stateOf(version)}`),
  ]);
}

function stateOf({ created, deleted, destroyed }: VersionInfo): string {
  if (destroyed) return `${time(created)}  destroyed`;
  return deleted === undefined ? time(created) : `${time(created)}  deleted ${time(deleted)}`;
}

function infoObject(info: SecretInfo): Record<string, unknown> {
  const { path, current, oldest, newest, maxVersions, casRequired, tags } = info;
  return {
    path,
    current,
    oldest,
    newest,
    created: time(info.created),
    updated: time(info.updated),
    maxVersions,
    casRequired,
    deleteVersionAfter: info.deleteVersionAfter ?? null,
    tags,
    custom: Object.fromEntries(info.custom),
    versions: info.versions.map(({ version, created, deleted, destroyed }) => ({
      version,
      created: time(created),
      deleted: deleted === undefined ? null : time(deleted),
      destroyed: destroyed === true,
    })),
  };
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
