/** Something that is made when it is first asked for, and then kept: also where that failed. */
export class Later<T> {
  readonly #make: () => Promise<T>;
  #making: Promise<T> | undefined;
  #made: T | undefined;

  constructor(make: () => Promise<T>) {
    this.#make = make;
  }

  /** Makes it where it was not asked for before. */
  readonly get = (): Promise<T> => {
    this.#making ??= this.#make().then((made) => {
      this.#made = made;
      return made;
    });
    return this.#making;
  };

  get isAskedFor(): boolean {
    return this.#making !== undefined;
  }

  /** `undefined` as long as it is not made. */
  get made(): T | undefined {
    return this.#made;
  }

  /** Does something with it once it is made; `undefined`, and nothing is done, where nobody asked for it. */
  ifAskedFor<R>(work: (made: T) => R | Promise<R>): Promise<R> | undefined {
    return this.#making?.then(work);
  }
}
