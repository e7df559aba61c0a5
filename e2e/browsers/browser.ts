/** A browser of the system's, as far as the tests of the rescue page drive it. */
export interface Browser {
  open(address: string): Promise<void>;
  /**
   * What the body of a function gives in the page, as JSON; a promise is waited for. Its arguments
   * are `args`.
   */
  run<T>(body: string, ...args: readonly unknown[]): Promise<T>;
  /** Presses keys where the focus is: letters, or the name of one. */
  keys(...keys: readonly string[]): Promise<void>;
  /** Clicks what a person would see; a CSS selector. */
  click(selector: string): Promise<void>;
  /** Gives a file to the field that a browser's own dialog fills. */
  choose(selector: string, file: string): Promise<void>;
  close(): Promise<void>;
}

export interface BrowserOptions {
  /** A folder for its profile, and what else it writes. */
  readonly home: string;
  /** Where it puts what a page saves. */
  readonly downloads: string;
}

export type StartBrowser = (options: BrowserOptions) => Promise<Browser>;
