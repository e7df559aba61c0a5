import { expect, test } from 'vitest';
import { startApp } from './start-app.ts';
import { cli } from './testing/fake.ts';

const refused = { failure: { code: 'socket', reason: 'not-started' } };
const sh = (script: string) => ({ executable: '/bin/sh', env: { TOLD: 'yes' }, args: ['-c', script] });

test('who hands over and ends, and who goes on, has started', async () => {
  await startApp(sh('[ "$0" = --quick ] && [ "$TOLD" = yes ]'), ['--quick'], {}, 60_000);
  await startApp(sh('exec sleep 2'), [], process.env, 50);
});

test.each([
  ['ends with an error', sh('exit 1')],
  ['is killed', sh('kill -9 $$')],
  ['is not there', { ...sh(''), executable: '/nonexistent/holdfast' }],
])('what %s is told', async (_, app) => {
  await expect(startApp(app, [], {}, 60_000)).rejects.toMatchObject(refused);
});

test('without a screen nothing is started, and that is said', async () => {
  const { code, err, out } = await cli(['quick'], { env: {} });
  expect({ code, out }).toEqual({ code: 9, out: '' });
  expect(err).toContain('could not be started');
});
