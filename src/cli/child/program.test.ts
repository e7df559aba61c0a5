import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findProgram } from './program.ts';

const room = mkdtempSync(join(tmpdir(), 'holdfast-program-'));
const at = (...parts: string[]) => join(room, ...parts);

beforeAll(() => {
  for (const folder of ['one', 'two', 'one/folder']) mkdirSync(at(folder));
  writeFileSync(at('one/plain'), '');
  writeFileSync(at('two/plain'), '', { mode: 0o755 });
  writeFileSync(at('one/only'), '');
  // Looking into it fails for root, too: with ELOOP, as a closed folder does with EACCES.
  symlinkSync('loop', at('loop'));
});
afterAll(() => rmSync(room, { recursive: true }));

test('the first that can be run is taken; what cannot be looked into is passed over', () => {
  const path = [at('loop'), at('nowhere'), at('one'), at('two')].join(':');
  expect(findProgram('plain', path)).toEqual({ file: at('two/plain') });
  expect(findProgram('only', path)).toEqual({ code: 126 });
  expect(findProgram('folder', path)).toEqual({ code: 126 });
  expect(findProgram('nothing', path)).toEqual({ code: 127 });
  expect(findProgram('', path)).toEqual({ code: 127 });
  expect(findProgram('plain', undefined)).toEqual({ code: 127 });
});

test('a name with a slash is a file, wherever PATH leads', () => {
  expect(findProgram(at('two/plain'), at('one'))).toEqual({ file: at('two/plain') });
  expect(findProgram(at('one/plain'), at('two'))).toEqual({ code: 126 });
  expect(findProgram(at('loop/plain'), at('two'))).toEqual({ code: 126 });
  expect(findProgram(at('none'), at('two'))).toEqual({ code: 127 });
});

test('on Windows it is the PATH that is given, too: no current folder, and .exe where nothing is said', () => {
  writeFileSync(at('two/tool.exe'), '', { mode: 0o755 });
  const path = [at('one'), at('two')].join(';');
  expect(findProgram('tool', path, true)).toEqual({ file: at('two/tool.exe') });
  expect(findProgram('tool.exe', path, true)).toEqual({ file: at('two/tool.exe') });
  expect(findProgram('tool', ';', true)).toEqual({ code: 127 });
  expect(findProgram(at('two/tool'), undefined, true)).toEqual({ file: at('two/tool.exe') });
});
