/** One timer a second for everything on the page that shows an age; runs only while somebody looks. */
export class SecondClock {
  readonly #read: () => number;
  readonly #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setInterval> | undefined;
  #now: number;

  /** Time of the first render, the same on server and browser. */
  readonly firstNow: () => number;

  /**
   * @param read the clock to show, epoch ms
   * @param first what `firstNow` answers
   */
  constructor(read: () => number, first: number) {
    this.#read = read;
    this.#now = read();
    this.firstNow = () => first;
  }

  /** The time of the last tick, so that all ages on the page agree. */
  readonly now = (): number => this.#now;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#timer === undefined) {
      this.#now = this.#read();
      this.#timer = setInterval(() => this.#tick(), 1000);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  };

  #tick(): void {
    this.#now = this.#read();
    for (const listener of [...this.#listeners]) listener();
  }
}
