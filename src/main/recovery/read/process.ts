// A process of its own: it decodes pictures that strangers made and knows no key of ours. Its
// parent kills it when it has heard the last answer, or when that takes too long.
import { failureOf } from '../../../shared/failure.ts';
import { parentOf } from '../../child/parent.ts';
import { type Answer, type Question, question } from './message.ts';
import { answerTo, drawFirst } from './read.ts';
import { boundMemory } from './wasm.ts';

boundMemory();
const parent = parentOf();

async function work(asked: Question): Promise<Answer> {
  const { id } = asked;
  try {
    if (asked.type === 'draw') return { type: 'drawn', id, ...(await drawFirst(asked.bytes)) };
    return { type: 'read', id, pages: await answerTo(asked) };
  } catch (error) {
    const failure = failureOf(error);
    // Whatever a decoder trips over was in the file.
    const reason = failure?.code === 'picture-refused' ? failure.reason : 'damaged';
    return { type: 'refused', id, reason };
  }
}

parent.listen((message) => void work(question.parse(message)).then((answer) => parent.post(answer)));
