/// <reference lib="webworker" />
import { argon2id, type SlowAnswer, type SlowTask } from './argon.ts';

addEventListener('message', ({ data }: MessageEvent<SlowTask>) => {
  const tell = (answer: SlowAnswer) => postMessage(answer);
  let last = 0;
  const told = (part: number) => {
    if (part - last < 0.01) return;
    last = part;
    tell({ part });
  };
  tell({ derived: argon2id(data.passphrase, data.kdf, told) });
});
