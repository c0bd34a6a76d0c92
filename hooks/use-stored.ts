"use client";

import { useCallback, useEffect, useState } from "react";

/**
 * A setting that this browser remembers. The first render shows `initial`, as the server did.
 * @param read turns the stored text back, or null when it is not usable
 */
export function useStored<T>(
  key: string,
  initial: T,
  read: (text: string) => T | null,
): [T, (value: T) => void] {
  const [value, setValue] = useState(initial);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the page opens; `read` is often written inline.
  useEffect(() => {
    try {
      const text = localStorage.getItem(key);
      const stored = text === null ? null : read(text);
      if (stored !== null) setValue(stored);
    } catch {
      // No storage (private window): the setting lasts as long as the page.
    }
  }, [key]);
  const store = useCallback(
    (next: T) => {
      setValue(next);
      try {
        localStorage.setItem(key, String(next));
      } catch {
        // As above.
      }
    },
    [key],
  );
  return [value, store];
}
