import { recoveryLimits } from '../../shared/recovery.ts';
import { tokensOf, wordAt, wordIndex } from '../../shared/sheets/words.ts';
import { slip39Words } from '../../shared/slip39-words.ts';
import { button, h } from '../dom.ts';
import { words } from '../words.ts';

/** 33 numbered words: completed after four letters, pasted all at once, read by keyboard alone. */
export class WordForm {
  readonly #inputs: HTMLInputElement[];
  readonly #give: (text: string) => void;

  constructor(give: (text: string) => void) {
    this.#give = give;
    this.#inputs = Array.from({ length: recoveryLimits.words }, (_, at) => this.#input(at));
  }

  clear(): void {
    for (const input of this.#inputs) {
      input.value = '';
      input.removeAttribute('aria-invalid');
    }
  }

  focus(): void {
    this.#inputs[0]?.focus();
  }

  draw(): HTMLElement {
    const text = words().type;
    const cells = this.#inputs.map((input, at) => {
      input.setAttribute('aria-label', text.word(at + 1));
      return h('li', {}, input);
    });
    const list = h('datalist', { id: 'words' }, ...slip39Words.map((word) => h('option', { value: word })));
    return h(
      'form',
      {
        on: {
          submit: (event) => {
            event.preventDefault();
            this.#give(this.#inputs.map(({ value }) => value).join(' '));
          },
        },
      },
      h('h2', {}, text.title),
      h('p', { class: 'hint' }, text.text),
      list,
      h('ol', { class: 'words' }, ...cells),
      h(
        'p',
        { class: 'acts' },
        h('button', { class: 'main' }, text.submit),
        button(text.clear, () => this.clear(), { class: 'quiet' }),
      ),
    );
  }

  #input(at: number): HTMLInputElement {
    const input = h('input', {
      id: `word-${at + 1}`,
      autocomplete: 'off',
      autocapitalize: 'none',
      spellcheck: 'false',
      list: 'words',
      ...(at === 0 && { 'data-first': true }),
      on: {
        input: () => mark(input, false),
        blur: () => mark(input, true),
        keydown: (event) => {
          if (event.key !== ' ' && !(event.key === 'Enter' && at < recoveryLimits.words - 1)) return;
          event.preventDefault();
          mark(input, true);
          if (input.getAttribute('aria-invalid') === null) this.#inputs[at + 1]?.focus();
        },
        paste: (event) => {
          const given = tokensOf(event.clipboardData?.getData('text') ?? '');
          if (given.length < 2) return;
          event.preventDefault();
          this.#paste(at, event.clipboardData?.getData('text') ?? '', given);
        },
      },
    });
    return input;
  }

  // The text of a code says more than its words: it goes as it is.
  #paste(at: number, text: string, given: readonly string[]): void {
    if (/^\s*holdfast\s/i.test(text)) {
      this.#give(text);
      return;
    }
    for (const [i, word] of given.entries()) {
      const input = this.#inputs[at + i];
      if (input === undefined) break;
      input.value = word;
      mark(input, true);
    }
    this.#inputs[Math.min(at + given.length, recoveryLimits.words) - 1]?.focus();
  }
}

/** Completes a word that four letters name, and marks one that is in no list once it is `done`. */
function mark(input: HTMLInputElement, done: boolean): void {
  const [token = ''] = tokensOf(input.value);
  const index = wordIndex(token);
  if (done && index !== undefined) input.value = wordAt(index);
  const isWrong = token !== '' && index === undefined && (done || token.length >= 4);
  if (isWrong) {
    input.setAttribute('aria-invalid', 'true');
    input.title = words().type.unknown;
  } else {
    input.removeAttribute('aria-invalid');
    input.title = '';
  }
}
