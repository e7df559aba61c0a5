import type { Backend } from '../backend.ts';
import type { Change } from '../changes.ts';
import { storeSecret } from './write.ts';

/**
 * Words that a small vault holds, none of them in the format's own vocabulary: what must not be
 * found at rest.
 */
export const words = {
  folder: 'quartz',
  secret: 'kestrel',
  field: 'halcyon',
  visible: 'persimmon',
  hidden: 'obsidian',
  note: 'marzipan',
  tag: 'zeppelin',
  custom: 'bergamot',
  customValue: 'tamarind',
  policy: 'wolverine',
  pattern: 'gossamer',
  client: 'narwhal',
  setting: 'cinnabar',
  action: 'labyrinth',
} as const;

/** 50 secrets, 2 versions of some, policies, clients, settings and audit. */
export async function fillSmallVault(backend: Backend): Promise<void> {
  const store = (n: number): Change => ({
    op: 'store',
    path: `${words.folder}/${words.secret}-${n}`,
    fields: [
      { name: words.field, type: 'text', value: `${words.visible} ${n}` },
      { name: 'password', type: 'secret', value: `${words.hidden} ${n}` },
    ],
  });
  const path = `${words.folder}/${words.secret}-0`;
  await backend.write(
    [
      ...Array.from({ length: 50 }, (_, n) => store(n)),
      { op: 'store', path, fields: [{ name: words.field, type: 'note', value: words.note }] },
      { op: 'metadata', path, patch: { tags: [words.tag], set: [[words.custom, words.customValue]] } },
      {
        op: 'policy',
        policy: {
          name: words.policy,
          spiffeIdPattern: words.pattern,
          pathPattern: 'x',
          permissions: ['read'],
        },
      },
      { op: 'client', client: { name: words.client, spiffeId: `spiffe://${words.client}`, key: 'k' } },
      { op: 'setting', name: 'theme', value: words.setting },
    ],
    [{ op: 'audit', entry: { time: 1, client: words.client, action: words.action, path, outcome: 'done' } }],
  );
  await storeSecret(backend, `${words.folder}/${words.secret}-1`, [
    { name: words.field, type: 'secret', value: words.hidden },
  ]);
}
