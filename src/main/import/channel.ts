import type { Channel } from '../child/channel.ts';

/** Starts `import-process.js` with an empty environment and a bounded heap. */
export type RunParser = () => Channel;

/** Megabytes of heap that a parser may take. */
export const parserHeap = 4_096;
