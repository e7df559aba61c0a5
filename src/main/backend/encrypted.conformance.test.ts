import { describeBackend } from './conformance.ts';
import { diskHarness, fileHarness } from './testing/vaults.ts';

describeBackend('encrypted, over plain maps', true, diskHarness);
describeBackend('encrypted, over SQLite', true, fileHarness);
