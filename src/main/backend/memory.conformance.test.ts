import { describeBackend } from './conformance.ts';
import { memoryHarness } from './testing/vaults.ts';

describeBackend('memory', false, memoryHarness);
