import { expect, type Page } from '@playwright/test';

/** A person without a mouse. */
export class Keys {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /**
   * Goes on with Tab until the focus is on what has this name; fails when a whole round does not
   * meet it.
   */
  async reach(name: string | RegExp, most = 60): Promise<void> {
    const met: string[] = [];
    for (let pressed = 0; pressed <= most; pressed++) {
      const focused = await this.page.evaluate(nameOfFocused);
      if (typeof name === 'string' ? focused === name : name.test(focused)) return;
      met.push(focused);
      await this.page.keyboard.press('Tab');
    }
    expect(met, `what Tab meets on the way to ${name}`).toContain(name);
  }

  async press(name: string | RegExp): Promise<void> {
    await this.reach(name);
    await this.page.keyboard.press('Enter');
  }

  async type(name: string, text: string): Promise<void> {
    await this.reach(name);
    await this.page.keyboard.type(text);
  }
}

// Runs in the page. Enough of "Accessible Name and Description Computation" for our own parts.
function nameOfFocused(): string {
  const element = document.activeElement;
  if (!element) return '';
  const text = (id: string) => document.getElementById(id)?.textContent ?? '';
  const labelled = element.getAttribute('aria-labelledby');
  const labels = 'labels' in element ? [...((element.labels as NodeListOf<Element> | null) ?? [])] : [];
  const name =
    element.getAttribute('aria-label') ??
    (labelled ? labelled.split(' ').map(text).join(' ') : undefined) ??
    labels.map(({ textContent }) => textContent).join(' ') ??
    '';
  return (name || (element.textContent ?? '')).trim();
}
