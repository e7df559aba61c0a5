// A process of its own, started for one file: it reads what strangers wrote and knows no key of
// ours. Its parent kills it when it has heard the last message: to end by itself could lose that
// message.
import { failureOf } from '../../shared/failure.ts';
import { parentOf } from '../child/parent.ts';
import { boundMemory } from '../recovery/read/wasm.ts';
import { Inbox } from './inbox.ts';
import { type Instruction, instruction } from './message.ts';
import { Outbox, parseFile } from './parse.ts';

async function work(request: Extract<Instruction, { type: 'parse' }>): Promise<void> {
  try {
    await parseFile(request, inbox, outbox);
  } catch (error) {
    const failure = failureOf(error);
    if (failure?.code !== 'import-refused') process.exit(1);
    const { code: _, ...refusal } = failure;
    parent.post({ type: 'refused', ...refusal });
  }
}

// For pictures, whose decoder takes its memory outside of the heap.
boundMemory();
const parent = parentOf();
const inbox = new Inbox((message) => parent.post(message));
const outbox = new Outbox((message) => parent.post(message));
parent.listen((message) => {
  const known = instruction.parse(message);
  if (known.type === 'more') outbox.more(known.batches);
  else if (known.type === 'bytes') inbox.give(known.bytes);
  else void work(known);
});
