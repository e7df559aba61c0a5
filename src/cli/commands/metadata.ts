import { failureOf } from '../../shared/failure.ts';
import { eventParts } from '../../shared/secret-events.ts';
import type { MetadataPatch, SecretInfo, VersionInfo } from '../../shared/secret-schema.ts';
import type { CliWords } from '../../shared/words/cli.ts';
import { command, type Session, type Values } from '../command.ts';
import { parseDuration, showDuration } from '../duration.ts';
import { texts } from '../language.ts';
import { nameFor, printFacts, printJson, printLines, say } from '../print.ts';
import { reachVault } from '../reach.ts';
import type { Reached } from '../reached.ts';
import { misuse, wholeNumber } from '../usage.ts';

const options = {
  'max-versions': { value: 'N' },
  'cas-required': {},
  'no-cas-required': {},
  'delete-version-after': { value: '30d' },
  set: { value: 'K=V', many: true },
  unset: { value: 'K', many: true },
  tag: { value: 'T', many: true },
  untag: { value: 'T', many: true },
} as const;

type Given = Values<typeof options>;

export const metadata = command({
  name: 'secret metadata',
  args: 'PATH',
  count: [1, 1],
  options,
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
    misuse((say) => say.exclude('--cas-required', '--no-cas-required'));
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
  if (end < 1) misuse((say) => say.note);
  return [pair.slice(0, end), pair.slice(end + 1)];
}

function tagsOf(before: readonly string[], add: readonly string[], remove: readonly string[]): MetadataPatch {
  if (add.length + remove.length === 0) return {};
  return { tags: [...new Set([...before, ...add])].filter((tag) => !remove.includes(tag)) };
}

async function tellChanged(call: Session, info: SecretInfo): Promise<void> {
  if (call.global.json) await printJson(call, infoObject(info));
  await say(call, (await texts('secrets')).changed);
}

async function printInfo(call: Session, info: SecretInfo): Promise<void> {
  if (call.global.json) return printJson(call, infoObject(info));
  const { current, created, updated, maxVersions, casRequired, deleteVersionAfter, tags, custom, versions } =
    info;
  const shown = nameFor(call);
  const text = await texts('secrets');
  const { version: versionOf, ...labels } = text.info;
  await printFacts(call, labels, [
    ['current', current === 0 ? text.none : current],
    ['created', time(created)],
    ['updated', time(updated)],
    ['maxVersions', maxVersions],
    ['casRequired', casRequired ? text.yes : text.no],
    ['after', showDuration(deleteVersionAfter) ?? text.never],
    ...tags.map((tag) => ['tag', shown(tag)] as const),
    ...custom.map(([key, value]) => ['set', shown(`${key}=${value}`)] as const),
  ]);
  const width = Math.max(...Object.values(labels).map(({ length }) => length)) + 3;
  await printLines(
    call,
    versions.map((version) => versionOf(version.version).padEnd(width) + stateOf(text, version)),
  );
  const told = (info.events ?? []).map((event) => ({ event, parts: eventParts(event, text.events) }));
  await printLines(
    call,
    told.flatMap(({ event, parts }) => {
      const by = event.by === undefined ? [] : [text.events.by(event.by)];
      return parts.length === 0 ? [] : [`${time(event.at)}  ${shown([...parts, ...by].join('; '))}`];
    }),
  );
}

function stateOf(text: CliWords['secrets'], { created, deleted, destroyed }: VersionInfo): string {
  if (destroyed) return `${time(created)}  ${text.stateDestroyed}`;
  return deleted === undefined ? time(created) : `${time(created)}  ${text.stateDeleted(time(deleted))}`;
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
    events: (info.events ?? []).map(({ at, ...event }) => ({ at: time(at), ...event })),
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
