import { describeBackend } from './conformance.ts';
import { diskHarness, fileHarness, folderHarness } from './testing/vaults.ts';

describeBackend('encrypted, over plain maps', true, diskHarness);
describeBackend('encrypted, over SQLite', true, fileHarness);
describeBackend('encrypted, over a folder', true, folderHarness);
