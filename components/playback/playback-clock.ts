import { advance, type PlaybackRate } from "@/lib/tracking/playback/advance";
import type { QuietSpan } from "@/lib/tracking/playback/quiet-spans";

/** What the buttons and the figures show; a new object whenever it differs. */
export interface PlaybackState {
  readonly isPlaying: boolean;
  readonly rate: PlaybackRate;
  readonly skipsQuiet: boolean;
  /** The moment the figures tell, epoch ms: behind the marker by a fifth of a second at most. */
  readonly shownAt: number;
}

interface Options {
  /** Epoch ms. */
  readonly from: number;
  readonly until: number;
  readonly quiet: readonly QuietSpan[];
  readonly rate: PlaybackRate;
}

/** Figures that change more often than this cannot be read, ms. */
const FIGURES_MS = 200;
const noSkips: readonly QuietSpan[] = [];

/** The moment that is played back. It runs outside React: the map and the slider follow each frame, the figures now and then. */
export class PlaybackClock {
  readonly from: number;
  readonly until: number;
  readonly #quiet: readonly QuietSpan[];
  readonly #frameListeners = new Set<() => void>();
  readonly #stateListeners = new Set<() => void>();
  #at: number;
  #state: PlaybackState;
  #frame = 0;
  #lastFrame = 0;
  #lastShown = 0;

  constructor({ from, until, quiet, rate }: Options) {
    this.from = from;
    this.until = until;
    this.#quiet = quiet;
    this.#at = from;
    this.#state = { isPlaying: false, rate, skipsQuiet: false, shownAt: from };
  }

  readonly at = (): number => this.#at;
  readonly state = (): PlaybackState => this.#state;

  readonly onFrame = (listener: () => void): (() => void) => {
    this.#frameListeners.add(listener);
    return () => this.#frameListeners.delete(listener);
  };

  readonly onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  play(): void {
    if (this.#state.isPlaying) return;
    if (this.#at >= this.until) this.#at = this.from;
    this.#lastFrame = performance.now();
    this.#frame = requestAnimationFrame((now) => this.#step(now));
    this.#change({ isPlaying: true });
  }

  pause(): void {
    cancelAnimationFrame(this.#frame);
    if (this.#state.isPlaying) this.#change({ isPlaying: false });
  }

  toggle(): void {
    if (this.#state.isPlaying) this.pause();
    else this.play();
  }

  /** @param at epoch ms; what lies outside is the end it lies beyond */
  seek(at: number): void {
    this.#at = Math.min(this.until, Math.max(this.from, at));
    this.#change({});
  }

  setRate(rate: PlaybackRate): void {
    this.#change({ rate });
  }

  setSkipsQuiet(skipsQuiet: boolean): void {
    this.#change({ skipsQuiet });
  }

  #step(now: number): void {
    const { rate, skipsQuiet } = this.#state;
    const skips = skipsQuiet ? this.#quiet : noSkips;
    const elapsed = Math.max(0, now - this.#lastFrame);
    this.#at = advance(this.#at, elapsed, { rate, skips, until: this.until });
    this.#lastFrame = now;
    if (this.#at >= this.until) {
      this.pause();
      return;
    }
    this.#frame = requestAnimationFrame((next) => this.#step(next));
    if (now - this.#lastShown >= FIGURES_MS) this.#change({});
    else this.#tell(this.#frameListeners);
  }

  #change(change: Partial<PlaybackState>): void {
    this.#lastShown = performance.now();
    this.#state = { ...this.#state, ...change, shownAt: this.#at };
    this.#tell(this.#stateListeners);
    this.#tell(this.#frameListeners);
  }

  #tell(listeners: ReadonlySet<() => void>): void {
    for (const listener of listeners) listener();
  }
}
