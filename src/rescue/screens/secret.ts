import { button, h, trouble } from '../dom.ts';
import { fieldRow } from '../field-row.ts';
import type { Field, Secret, Version } from '../format/secret.ts';
import type { Vault } from '../format/vault.ts';
import { fieldsOf } from '../format/whole.ts';
import { heading, show } from '../frame.ts';
import { words } from '../words.ts';

/** One secret: its fields, hidden where they are secret, and its earlier versions. */
export async function secretScreen(vault: Vault, secret: Secret, back: () => void): Promise<void> {
  const current = secret.current ?? secret.versions.at(-1);
  await versionScreen(vault, { secret, version: current }, back);
}

async function versionScreen(
  vault: Vault,
  { secret, version }: { secret: Secret; version: Version | undefined },
  back: () => void,
): Promise<void> {
  const fields = version && !version.destroyed ? await fieldsOf(vault, secret, version) : [];
  const stop = new AbortController();
  show(
    () => {
      const text = words().secret;
      return [
        h('p', {}, button(words().back, back, { class: 'quiet', 'data-first': true })),
        heading(secret.path),
        secret.device !== undefined && h('p', { class: 'hint' }, words().list.asHas(secret.device)),
        secret.tags.length > 0 && h('p', { class: 'hint' }, `${text.tags}: ${secret.tags.join(', ')}`),
        versions(vault, { secret, version }, back),
        fields === undefined ? trouble(text.damaged) : list({ vault, secret, version }, fields, stop.signal),
      ];
    },
    () => stop.abort(),
  );
}

function versions(
  vault: Vault,
  { secret, version }: { secret: Secret; version: Version | undefined },
  back: () => void,
): HTMLElement | undefined {
  const there = secret.versions.filter(({ destroyed }) => !destroyed).toReversed();
  if (there.length < 2 && !version?.deleted) return undefined;
  const text = words().secret;
  const select = h(
    'select',
    {
      id: 'version',
      on: {
        change: async () => {
          const chosen = there.find(({ n }) => String(n) === select.value);
          await versionScreen(vault, { secret, version: chosen }, back);
          document.getElementById('version')?.focus();
        },
      },
    },
    ...there.map(({ n, created, deleted }) =>
      h('option', { value: n, selected: n === version?.n }, text.versionOf(n, created, deleted)),
    ),
  );
  return h('p', { class: 'field' }, h('label', { for: 'version' }, text.version), select);
}

function list(
  of: { vault: Vault; secret: Secret; version: Version | undefined },
  fields: readonly Field[],
  signal: AbortSignal,
): HTMLElement {
  const { version } = of;
  if (version === undefined || fields.length === 0) return h('p', {}, words().secret.empty);
  const rows = fields.map((field) => fieldRow({ ...of, version, field }, signal));
  return h('dl', { class: 'fields' }, ...rows.flat());
}
