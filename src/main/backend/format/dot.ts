/**
 * One write: by whom, and a number that is greater than any its author had seen (format.md, 20). Without an author it is of the line that all share.
 */
export type Dot = readonly [stamp: number] | readonly [stamp: number, by: string];

/** When something with a name was written last. */
export type Dotted =
  | readonly [name: string, stamp: number]
  | readonly [name: string, stamp: number, by: string];
