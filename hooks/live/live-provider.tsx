"use client";

import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import type { InitialStateWire } from "@/lib/realtime/protocol";
import type { LiveMode } from "./connection-state";
import { clustersByAge, jobsByNumber, newestFirst, rememberLast, techniciansByName } from "./derived";
import { browserEnvironment } from "./environment";
import { LiveSession } from "./live-session";
import { LiveStore } from "./live-store";
import { keepMode, readMode } from "./mode-preference";
import { RosterBoard } from "./roster-board";
import { SecondClock } from "./second-clock";

/** What stands behind the hooks; one set per page. */
export interface LiveData {
  readonly store: LiveStore;
  readonly clock: SecondClock;
  readonly board: RosterBoard;
  readonly lists: ReturnType<typeof rememberedLists>;
  readonly setMode: (mode: LiveMode) => void;
}

const LiveContext = createContext<LiveData | null>(null);

export function useLiveData(): LiveData {
  const data = useContext(LiveContext);
  if (data === null) throw new Error("useLiveData needs a LiveProvider above it.");
  return data;
}

/**
 * Connects the page below it to the live data and disconnects it when it goes away.
 * @param initial a snapshot rendered with the page, so that nothing has to pop in
 */
export function LiveProvider({
  initial = null,
  children,
}: {
  initial?: InitialStateWire | null;
  children: ReactNode;
}) {
  const [live] = useState(() => {
    const store = new LiveStore();
    const clock = new SecondClock(store.now, initial === null ? 0 : Date.parse(initial.server_time));
    const board = new RosterBoard(store, clock);
    if (initial !== null) {
      store.takeSnapshot(initial);
      // Server and browser have to say the same at first, whatever their clocks show.
      board.refresh(clock.firstNow());
    }
    return { store, clock, board, lists: rememberedLists() };
  });
  const session = useRef<LiveSession | null>(null);

  useEffect(() => {
    const opened = new LiveSession(live.store, browserEnvironment(goToSignIn), readMode());
    session.current = opened;
    opened.start();
    return () => {
      opened.stop();
      session.current = null;
    };
  }, [live]);

  const setMode = useCallback((mode: LiveMode) => {
    keepMode(mode);
    session.current?.setMode(mode);
  }, []);
  const data = useMemo(() => ({ ...live, setMode }), [live, setMode]);
  return <LiveContext.Provider value={data}>{children}</LiveContext.Provider>;
}

function rememberedLists() {
  return {
    technicians: rememberLast(techniciansByName),
    jobs: rememberLast(jobsByNumber),
    clusters: rememberLast(clustersByAge),
    newestFirst: rememberLast(newestFirst),
  };
}

function goToSignIn(): void {
  const back = window.location.pathname + window.location.search;
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(back)}`);
}
