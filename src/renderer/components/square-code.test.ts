import { expect, test } from 'vitest';
import { outline } from './square-code.tsx';

test('each run of dark modules is one box, four modules from the edge', () => {
  expect(outline(['##.#', '....', '..##'])).toBe('M4 4h2v1h-2zM7 4h1v1h-1zM6 6h2v1h-2z');
});
