/** Something that is made when it is first asked for, and then kept: also where that failed. */
export class Later<T> {
  readonly #make: () => Promise<T>;
  #made: Promise<T> | undefined;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  /** Makes it where it was not asked for before. */
  readonly get = (): Promise<T> => {
    this.#made ??= this.#make();
    return this.#made;
  };

  get isAskedFor(): boolean {
    return this.#made !== undefined;
  }

  /** Does something with it once it is made; `undefined`, and nothing is done, where nobody asked for it. */
  ifAskedFor<R>(work: (made: T) => R): Promise<Awaited<R>> | undefined {
    return this.#made?.then(work) as Promise<Awaited<R>> | undefined;
  }
}
