import type { Failure } from '../failure.ts';

export type BadInput = Extract<Failure, { code: 'bad-input' }>;
export type PolicyFileRefusal = Extract<BadInput, { what: 'policy-file' }>;
type Of<What extends BadInput['what']> = Extract<BadInput, { what: What }>;

/** A text for each thing that may be given, and each reason why it is refused. */
export type InputTexts<Text> = {
  readonly [What in BadInput['what']]: {
    readonly [Reason in Of<What>['reason']]: Text | ((told: Of<What>) => Text);
  };
};

export function badInputText<Text>(texts: InputTexts<Text>, failure: BadInput): Text {
  const reasons = texts[failure.what] as Record<string, Text | ((told: BadInput) => Text)>;
  const text = reasons[failure.reason];
  return typeof text === 'function' ? (text as (told: BadInput) => Text)(failure) : (text as Text);
}
