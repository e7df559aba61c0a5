import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, keptLogs, test } from './fixtures.ts';

// It runs last (playwright.config.ts): it searches what the app logged during all other tests.
test.describe('the logs of the whole run', () => {
  test.skip(() => !existsSync(keptLogs), 'no other test ran');

  const logs = () => readdirSync(keptLogs).map((name) => readFileSync(join(keptLogs, name), 'utf8'));

  test('hold no text that any test typed, chose or stored', () => {
    expect(logs().join('\n')).toContain('vault.unlocked');
    // Times, levels and events are held to their shapes below; what else is text, and none of the
    // log's own words, is searched. Where a failure arose names files of the build.
    const said: string[] = [];
    for (const line of logs().flatMap((log) => log.trim().split('\n'))) {
      const { time: _time, level: _level, event: _event, ...data } = JSON.parse(line);
      for (const value of Object.values(data))
        if (typeof value === 'string' && !isWord(value)) said.push(value.replaceAll(builtFile, ''));
    }
    for (const text of textsOfTheTests())
      expect(
        said.some((words) => words.includes(text)),
        `a log holds ${text}`,
      ).toBe(false);
  });

  test('are lines of events, numbers and single words', () => {
    const lines = logs().flatMap((log) => log.trim().split('\n'));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) {
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

const builtFile = /[\w-]+\.c?js:\d+:\d+/g;

// Every string literal of the specs and page models: passphrases, paths, field names, values and a
// lot of harmless words of the window.
function textsOfTheTests(): Set<string> {
  const texts = new Set<string>();
  for (const file of globSync(['*.spec.ts', 'pages/*.ts'], { cwd: import.meta.dirname })) {
    if (file === 'logs.spec.ts') continue;
    const source = readFileSync(join(import.meta.dirname, file), 'utf8');
    for (const [, text = ''] of source.matchAll(/'((?:[^'\\\n]|\\.){5,})'/g)) texts.add(text);
  }
  for (const text of texts) if (isWord(text) || /^(node:|\.|@)/.test(text)) texts.delete(text);
  return texts;
}

/** The log's own words: the closed lists of its vocabulary and of the failure codes. */
function isWord(value: unknown): boolean {
  vocabulary ??= [
    '../src/main/log-events.ts',
    '../src/shared/failure-schema.ts',
    '../src/shared/failure-reasons.ts',
    '../src/shared/place.ts',
  ]
    .map((file) => readFileSync(join(import.meta.dirname, file), 'utf8'))
    .join('\n');
  return typeof value === 'string' && vocabulary.includes(`'${value}'`);
}

let vocabulary: string | undefined;
