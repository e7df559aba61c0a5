// @ts-nocheck: Electron describes no type for what its own default app uses.
// The default app that the fallback runtime lacks: `electron [-r MODULE] FOLDER` opens the app in
// FOLDER.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

const require = createRequire(import.meta.url);
let folder = '.';
for (let at = 1; at < process.argv.length; at += 1) {
  const argument = process.argv[at];
  if (argument === '-r') {
    at += 1;
    require(resolve(process.argv[at]));
  } else if (!argument.startsWith('-')) {
    folder = argument;
    break;
  }
}

folder = resolve(folder);
const { main, name, productName, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
process.defaultApp = true;
app.setAppPath(folder);
app.setName(productName ?? name);
app.setVersion(version);
await import(pathToFileURL(join(folder, main)).href);
