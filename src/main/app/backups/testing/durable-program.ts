// Runs one flow in a folder, to be traced; says how it ended.
import { failureOf } from '../../../../shared/failure.ts';
import { flows } from './durable-flows.ts';

const [folder = '', flow = ''] = process.argv.slice(2);
try {
  await flows[flow]?.(folder);
  console.log('done');
} catch (error) {
  console.log(failureOf(error)?.code ?? error);
}
