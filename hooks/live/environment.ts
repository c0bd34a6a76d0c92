/** What the live connection needs of the world around it; a browser by default, anything in a test. */
export interface LiveEnvironment {
  /** Where the server is; empty for the page's own origin. */
  readonly origin: string;
  readonly fetch: typeof fetch;
  /** Extra headers for the socket's handshake; browsers send their cookie by themselves. */
  readonly socketHeaders: Readonly<Record<string, string>>;
  /** Epoch ms. */
  readonly now: () => number;
  readonly random: () => number;
  readonly isOnline: () => boolean;
  /** Calls back whenever the page may have slept or the network may be back; returns how to stop. */
  readonly onWake: (wake: () => void) => () => void;
  readonly onSignedOut: () => void;
}

/** Everything that takes time, ms. */
export interface LiveTimings {
  readonly pollEvery: number;
  /** A socket that is down for longer than this is helped out by polling. */
  readonly fallbackAfter: number;
  readonly pingEvery: number;
  /** A ping without any sign of life for this long: the socket is dead, whatever it says. */
  readonly deadAfter: number;
  /** After waking up, silence longer than this is checked at once. */
  readonly staleAfter: number;
  /** An answer to a question over the socket. */
  readonly answerWithin: number;
  /** A hole between event numbers may close by itself for this long. */
  readonly holeAfter: number;
  /** Multiplies the waits between attempts; tests shorten them. */
  readonly retryScale: number;
}

export const liveTimings: LiveTimings = {
  pollEvery: 15_000,
  fallbackAfter: 20_000,
  pingEvery: 10_000,
  deadAfter: 15_000,
  staleAfter: 12_000,
  answerWithin: 5_000,
  holeAfter: 2_000,
  retryScale: 1,
};

/** The page's own browser. */
export function browserEnvironment(onSignedOut: () => void): LiveEnvironment {
  return {
    origin: "",
    // A bare reference would lose `window` as its `this`.
    fetch: (input, init) => fetch(input, init),
    socketHeaders: {},
    now: Date.now,
    random: Math.random,
    isOnline: () => navigator.onLine,
    onWake: (wake) => {
      const whenVisible = () => document.visibilityState === "visible" && wake();
      document.addEventListener("visibilitychange", whenVisible);
      document.addEventListener("resume", wake);
      for (const name of ["pageshow", "online", "offline"]) window.addEventListener(name, wake);
      return () => {
        document.removeEventListener("visibilitychange", whenVisible);
        document.removeEventListener("resume", wake);
        for (const name of ["pageshow", "online", "offline"]) window.removeEventListener(name, wake);
      };
    },
    onSignedOut,
  };
}
