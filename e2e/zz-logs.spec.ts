import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, keptLogs, test } from './fixtures.ts';

// Named to run last: it searches what the app logged during all the tests before it.
test.describe('the logs of the whole run', () => {
  test.skip(() => !existsSync(keptLogs), 'no other test ran');

  const logs = () => readdirSync(keptLogs).map((name) => readFileSync(join(keptLogs, name), 'utf8'));

  test('hold no text that any test typed, chose or stored', () => {
    const all = logs().join('\n');
    expect(all).toContain('vault.unlocked');
    for (const text of textsOfTheTests()) expect(all.includes(text), `a log holds ${text}`).toBe(false);
  });

  test('are lines of events, numbers and single words', () => {
    for (const line of logs().flatMap((log) => log.trim().split('\n'))) {
      const { time, level, event, ...data } = JSON.parse(line);
      expect(Number.isNaN(Date.parse(String(time)))).toBe(false);
      expect(['debug', 'info', 'warn', 'error']).toContain(level);
      expect(event).toMatch(/^[a-z]+\.[a-z-]+$/);
      for (const [name, value] of Object.entries(data)) {
        if (name === 'trace') continue;
        expect(String(value)).toMatch(/^[\w.-]+$/);
      }
    }
  });
});

// Every string literal of the specs and page models: passphrases, paths, field names, values and a lot of harmless words of the window.
function textsOfTheTests(): Set<string> {
  const texts = new Set<string>();
  for (const file of globSync(['*.spec.ts', 'pages/*.ts'], { cwd: import.meta.dirname })) {
    if (file.startsWith('zz-')) continue;
    const source = readFileSync(join(import.meta.dirname, file), 'utf8');
    for (const [, text = ''] of source.matchAll(/'((?:[^'\\\n]|\\.){5,})'/g)) texts.add(text);
  }
  // The log's own words, and the names of modules that a trace may name.
  const vocabulary = readFileSync(join(import.meta.dirname, '../src/main/log-events.ts'), 'utf8');
  for (const text of texts) if (vocabulary.includes(text) || /^(node:|\.|@)/.test(text)) texts.delete(text);
  return texts;
}
