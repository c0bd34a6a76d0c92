import { AppError } from "@/lib/errors";

const COME_BACK_SECONDS = 5;

/** Lets a few works run at once and a few more wait in line; who finds the line full is sent away at once. */
export class Turnstile {
  readonly #places: number;
  readonly #longestLine: number;
  readonly #line: (() => void)[] = [];
  #inside = 0;

  constructor(places: number, longestLine: number) {
    this.#places = places;
    this.#longestLine = longestLine;
  }

  /** @throws AppError too_many_requests when the line is full, before the work has begun */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside < this.#places) this.#inside++;
    else await this.#waitForPlace();
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line, so that nobody can slip in between.
      const next = this.#line.shift();
      if (next) next();
      else this.#inside--;
    }
  }

  #waitForPlace(): Promise<void> {
    if (this.#line.length >= this.#longestLine) {
      throw new AppError(
        "too_many_requests",
        "Too many people are signing in right now: try again in a moment.",
        { retryAfterSeconds: COME_BACK_SECONDS },
      );
    }
    return new Promise((resolve) => this.#line.push(resolve));
  }
}
