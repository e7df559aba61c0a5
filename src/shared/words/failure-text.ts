/** What happened, and what to do next. */
export interface FailureText {
  readonly what: string;
  readonly next: string;
}

/** Both, where they stand in one paragraph or below a field. */
export function sentences({ what, next }: FailureText): string {
  return `${what} ${next}`;
}

export function text(what: string, next: string): FailureText {
  return { what, next };
}
