// A process of its own, started for one file: it reads what strangers wrote and knows no key of ours. Its parent kills it
// when it has heard the last message: to end by itself could lose that message.
import { failureOf } from '../../../shared/failure.ts';
import { type Instruction, instruction, type ParserMessage } from './message.ts';
import { Outbox, parseFile } from './parse.ts';

interface Parent {
  post(message: ParserMessage): void;
  listen(listener: (message: unknown) => void): void;
}

/** Electron's `parentPort` in a utility process, Node's channel in a forked one. */
function parentOf(): Parent {
  const port = (process as unknown as { parentPort?: UtilityPort }).parentPort;
  if (port !== undefined) {
    return {
      post: (message) => port.postMessage(message),
      listen: (listener) => void port.on('message', (event) => listener(event.data)),
    };
  }
  process.once('disconnect', () => process.exit(0));
  return {
    post: (message) => void process.send?.(message),
    listen: (listener) => void process.on('message', listener),
  };
}

interface UtilityPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
}

async function work(request: Extract<Instruction, { type: 'parse' }>, outbox: Outbox): Promise<void> {
  try {
    await parseFile(request, outbox);
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.code !== 'import-refused') process.exit(1);
    const { reason, place } = failure;
    parent.post({ type: 'refused', reason, ...(place !== undefined && { place }) });
  }
}

const parent = parentOf();
const outbox = new Outbox((message) => parent.post(message));
parent.listen((message) => {
  const known = instruction.parse(message);
  if (known.type === 'more') outbox.more();
  else void work(known, outbox);
});
