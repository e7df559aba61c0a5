/** What happened, and what to do next. */
export interface FailureText {
  readonly what: string;
  readonly next: string;
}

export function text(what: string, next: string): FailureText {
  return { what, next };
}
