import { readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';
import { descendants } from './processes.ts';

test('the window opens', async ({ page }) => {
  await expect(page).toHaveTitle(/Holdfast/);
});

test("Chromium's sandbox is on", async ({ app, page }) => {
  await page.waitForLoadState();
  const family = descendants(Number(app.process().pid));
  for (const { pid, command } of family) expect(command, `process ${pid}`).not.toContain('--no-sandbox');

  const renderers = family.filter(({ command }) => command.includes('--type=renderer'));
  expect(renderers.length).toBeGreaterThan(0);
  for (const { pid } of renderers) {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    expect(status, 'system calls are filtered').toMatch(/^Seccomp:\t2$/m);
    expect(status, 'the process lives in a namespace of its own').toMatch(/^NSpid:\t\d+\t\d+/m);
  }
});

test('what a window complains of reaches its test', async ({ page, complaints }) => {
  await page.waitForLoadState();
  await page.evaluate(() => {
    console.error('planted');
    const detail = { effectiveDirective: 'img-src', blockedURI: 'https://elsewhere.invalid' };
    document.dispatchEvent(new SecurityPolicyViolationEvent('securitypolicyviolation', detail as never));
    setTimeout(() => {
      throw new Error('thrown');
    });
  });
  const planted = ['console: planted', 'error: thrown', 'policy: img-src refused https://elsewhere.invalid'];
  await expect
    .poll(() => complaints.map((line) => line.replace('console: policy', 'policy')).sort())
    .toEqual(planted);
  complaints.length = 0;
});
