import { expect, it } from 'vitest';
import type { PolicySpec } from '../../../shared/policy.ts';
import { shownRequest } from '../../app/programs.ts';

const policy = (n: number): PolicySpec => ({
  ...{ name: `p${n}`, spiffeIdPattern: '**', pathPattern: 'x' },
  permissions: ['read'],
});
const shown = (policies: number) =>
  shownRequest({
    ...{ id: '1', name: 'build', spiffeId: 'spiffe://v/client/build', program: '/bin/p', chain: [], uid: 1 },
    ...{ wants: [], asked: 1, draft: [], fresh: true },
    stored: Array.from({ length: policies }, (_, n) => policy(n)),
  });

it.each([0, 20, 21])(
  'a prompt names the first twenty of %i stored policies, and says how many there are',
  (n) => {
    expect(shown(n)).toMatchObject({ storedTotal: n, fresh: true });
    expect(shown(n).stored.map(({ name }) => name)).toEqual(
      Array.from({ length: Math.min(n, 20) }, (_, i) => `p${i}`),
    );
  },
);
