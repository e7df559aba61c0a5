import { beforeEach, expect, test, vi } from 'vitest';

const specOf = (yaml: string) => ({
  name: yaml,
  spiffeIdPattern: 'spiffe://a/*',
  pathPattern: 'a/*',
  permissions: ['read'],
});
const put = vi.fn(async (spec: { name: string }) => ({ ok: true, value: { ...spec, updatedAt: 1 } }));
let answer: (() => void) | undefined;
vi.mock('../api.ts', () => ({
  api: {
    policies: {
      list: async () => ({ ok: true, value: [] }),
      write: async () => ({ ok: true, value: { yaml: 'written' } }),
      read: ({ yaml }: { yaml: string }) =>
        new Promise((resolve) => {
          answer = () => resolve({ ok: true, value: [specOf(yaml)] });
        }),
      put,
    },
  },
}));

const { changeYaml, editPolicy, savePolicies } = await import('./policies.ts');

beforeEach(() => void put.mockClear());

test('what was typed last is what is saved, though main has not read it yet', async () => {
  await editPolicy();
  void changeYaml('typed last');
  const saving = savePolicies();
  expect(put).not.toHaveBeenCalled();
  answer?.();
  await saving;
  expect(put).toHaveBeenCalledExactlyOnceWith(specOf('typed last'));
});
