/**
 * Lets everybody who asks the same thing at the same time wait for one answer: when what was remembered of a busy caller
 * has grown old, all his connections notice at once.
 */
export class SharedLookups<Answer> {
  private readonly underWay = new Map<string, Promise<Answer>>();

  /** @throws whatever `look` throws, to everybody who waits; whoever asks afterwards looks anew */
  ask(key: string, look: () => Promise<Answer>): Promise<Answer> {
    const running = this.underWay.get(key);
    if (running) return running;
    const answer = look().finally(() => {
      if (this.underWay.get(key) === answer) this.underWay.delete(key);
    });
    this.underWay.set(key, answer);
    return answer;
  }

  /** Whoever asks from now on is not given an answer to a question from before. */
  forget(): void {
    this.underWay.clear();
  }
}
