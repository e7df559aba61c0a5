// What the app starts with. The program prints sheets for the command line when it is asked to, else it opens its window.
import { app } from 'electron';
import { hardened } from './harden.ts';
import { printSheets } from './launch.ts';

if (app.isPackaged) hardened(process.env);
if (app.isPackaged && process.argv[1] === printSheets) await import('./sheet-printer.ts');
else await import('../index.ts');
