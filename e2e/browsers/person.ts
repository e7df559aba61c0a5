import { expect } from '@playwright/test';
import type { Browser } from './browser.ts';
import { until } from './until.ts';

/** A person at a keyboard, who reads what the page shows. */
export class Person {
  readonly #browser: Browser;

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** Waits for a screen by its heading. */
  async sees(heading: string): Promise<void> {
    const now = () => this.#browser.run<string>("return document.querySelector('h1')?.textContent ?? ''");
    await until(`the screen “${heading}”`, async () => (await now()) === heading);
  }

  async reads(text: string): Promise<void> {
    await until(`the text “${text}”`, async () => (await this.all()).includes(text));
  }

  all(): Promise<string> {
    return this.#browser.run<string>('return document.body.innerText');
  }

  /**
   * Presses Tab until a control of this name has the focus, or Shift and Tab where it lies before
   * what has it.
   */
  async reaches(name: string): Promise<void> {
    const seen: string[] = [];
    for (let presses = 0; presses < 120; presses++) {
      const { at, back } = await this.#browser.run<{ at: string; back: boolean }>(focused, name);
      if (at === name) return;
      seen.push(at);
      await this.#browser.keys(back ? 'Shift+Tab' : 'Tab');
    }
    expect(seen, 'what Tab reaches').toContain(name);
  }

  async presses(name: string): Promise<void> {
    await this.reaches(name);
    await this.#browser.keys('Enter');
  }

  /** Types into the field that has the focus. */
  async types(...keys: readonly string[]): Promise<void> {
    await this.#browser.keys(...keys);
  }
}

const focused = `
  const label = (one) => one.id && document.querySelector('label[for="' + one.id + '"]');
  const nameOf = (one) => one.getAttribute('aria-label') ?? (label(one) || one).textContent;
  const { activeElement: at } = document;
  const wanted = [...document.querySelectorAll('button, input, select, summary')]
    .find((one) => nameOf(one) === arguments[0]);
  const back = wanted && at.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING;
  return { at: nameOf(at), back: Boolean(back) };`;
