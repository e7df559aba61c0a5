import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

// Runs before each file of unit tests. What this machine remembers of folders and services is none
// of the person's who runs the tests; and each file begins with nothing, for numbers of files and
// ports come again.
const notes = mkdtempSync(join(tmpdir(), 'holdfast-test-devices-'));
process.env['HOLDFAST_DEVICES'] = notes;
afterAll(() => rmSync(notes, { recursive: true, force: true }));
