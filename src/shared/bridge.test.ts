import { expect, test } from 'vitest';
import { bridgeOver } from './bridge.ts';

const files = [{ name: 'a.csv' }, { name: 'made by the page' }];

function bridge() {
  const sent: unknown[] = [];
  const line = {
    invoke: async (channel: string, input: unknown) => {
      sent.push([channel, input]);
      return { ok: true, value: undefined };
    },
    pathOf: ({ name }: { name: string }) => (name === 'a.csv' ? `/home/me/${name}` : ''),
    listen: () => () => undefined,
  };
  return { sent, page: bridgeOver(line) };
}

test('where dropped files lie is said by the bridge: the page names no path', async () => {
  const { sent, page } = bridge();
  expect(await page.transfer.dropImport(files)).toEqual({ ok: true, value: undefined });
  expect(sent).toEqual([[expect.stringContaining('dropImport'), ['/home/me/a.csv']]]);
});

test.each([['a path'], [['/etc/passwd']], [undefined]])('refuses %o in place of files', async (input) => {
  const { sent, page } = bridge();
  const reply = await page.transfer.dropImport(input as never);
  expect(reply.ok ? reply.value : reply.failure.code).not.toBe('/etc/passwd');
  expect(JSON.stringify(sent)).not.toContain('/etc/passwd');
});
