import './own-hash.ts';
import './page-drill.ts';
import { trouble } from './dom.ts';
import { heading, show, start } from './frame.ts';
import { beforeScreen } from './screens/before.ts';
import { computesRightly } from './self-test.ts';
import { words } from './words.ts';

start(() => [heading(words().before.testing)]);
// After the page is drawn.
setTimeout(async () => {
  if (await computesRightly()) beforeScreen();
  else show(() => [heading(words().title), trouble(words().before.broken)]);
}, 50);
