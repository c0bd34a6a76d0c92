/** Something a person can act on: one sentence, and the last lines of whatever program caused it. */
export class Failure extends Error {
  /**
   * @param {string} sentence what happened and what to do
   * @param {string} [tail] last output of the program that failed
   */
  constructor(sentence, tail = "") {
    super(sentence);
    this.name = "Failure";
    this.tail = tail;
  }
}

/**
 * Prints an error the way a launcher should: the sentence, then the tail; a stack only for what nobody foresaw.
 * @param {unknown} error
 */
export function printFailure(error) {
  if (error instanceof Failure) {
    console.error(`\n${error.message}`);
    if (error.tail.trim() !== "") console.error(`\n${error.tail.trim().replace(/^/gm, "  ")}`);
    return;
  }
  console.error("\nThe launcher stopped on something it did not expect:");
  console.error(error);
}
