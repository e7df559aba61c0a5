import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from './fixtures.ts';

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

interface Process {
  pid: number;
  parent: number;
  /** The whole command line; Chromium's children join its words by blanks. */
  command: string;
}

/** A process and everything it started, directly or not. */
function descendants(root: number): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(describeProcess);
  const family = new Set([root]);
  for (let size = 0; size !== family.size; ) {
    size = family.size;
    for (const { pid, parent } of all) if (family.has(parent)) family.add(pid);
  }
  return all.filter(({ pid }) => family.has(pid));
}

function describeProcess(name: string): Process[] {
  try {
    const status = readFileSync(`/proc/${name}/status`, 'utf8');
    const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return [{ pid: Number(name), parent: Number(/^PPid:\t(\d+)$/m.exec(status)?.[1]), command }];
  } catch {
    // It ended while we looked.
    return [];
  }
}
