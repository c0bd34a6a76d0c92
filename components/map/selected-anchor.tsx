"use client";

import { useCallback } from "react";

interface Props {
  layer: { anchor: HTMLElement | null; drawSoon(): void };
  /** Null while nothing of this kind is selected. */
  label: string | null;
  onPress: () => void;
}

/** The selected marker as a real element: canvases can be neither focused nor read out. */
export function SelectedAnchor({ layer, label, onPress }: Props) {
  const place = useCallback(
    (element: HTMLElement | null) => {
      layer.anchor = element;
      layer.drawSoon();
    },
    [layer],
  );
  if (label === null) return null;
  return (
    <div ref={place} hidden className="pointer-events-none absolute top-0 left-0 z-[700]">
      <button
        type="button"
        aria-label={label}
        onClick={onPress}
        className="-mt-6 -ml-6 block size-12 rounded-full"
      />
    </div>
  );
}
