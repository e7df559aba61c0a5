import type { ApiOutput } from '../shared/api.ts';
import type { caller } from './remote.ts';

/** Sheets that the running app looks at: it has the set, we have the words. */
export class RemoteGathering {
  readonly #ask: ReturnType<typeof caller>;
  readonly #purpose: 'rehearse' | 'prove';
  readonly #sheets: string[] = [];
  #state: ApiOutput<'recovery.check'> | undefined;

  constructor(ask: ReturnType<typeof caller>, purpose: 'rehearse' | 'prove') {
    this.#ask = ask;
    this.#purpose = purpose;
  }

  /** What the app says of all sheets so far; the first that it refuses is thrown as it comes. */
  async give(text: string): Promise<void> {
    this.#state = await this.#ask('recovery.check', {
      purpose: this.#purpose,
      sheets: [...this.#sheets, text],
    });
    this.#sheets.push(text);
  }

  get sheets(): string[] {
    return this.#sheets;
  }

  state(): Pick<ApiOutput<'recovery.check'>, 'taken' | 'need' | 'suspects'> {
    return this.#state ?? { taken: [], need: 0, suspects: [] };
  }

  fault(): ApiOutput<'recovery.check'>['fault'] {
    return this.#state?.fault;
  }

  forget(): void {
    this.#sheets.length = 0;
  }
}
