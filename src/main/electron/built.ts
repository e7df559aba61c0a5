import { join } from 'node:path';

// The main process lies in one folder of the build, whichever of its files this ends up in.
const out = join(import.meta.dirname, '..');

/** Where the build put what the app loads past its own code. */
export const built = {
  preload: join(out, 'preload/bridge.cjs'),
  pages: join(out, 'renderer'),
  docs: join(out, 'main/docs'),
  rescuePage: join(out, 'main/docs/rescue.html'),
  /** A program of its own, beside the app. */
  program: (name: 'derive-process' | 'import-process' | 'reader-process') => join(out, 'main', `${name}.js`),
};
