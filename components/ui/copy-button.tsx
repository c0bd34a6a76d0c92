"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "./button";

interface Props {
  value: string;
  /** On the button. */
  children: string;
  /** Spoken name, where the words on the button do not say what is copied. */
  label?: string;
  copied: string;
  /** Said where the browser keeps its clipboard closed: addresses that do not begin with https. */
  failed: string;
  size?: "small" | "medium" | "touch";
}

const answerMs = 2500;

/** Puts a text on the clipboard, and says whether that worked. */
export function CopyButton({ value, children, label, copied, failed, size = "small" }: Props) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), answerMs);
    return () => clearTimeout(timer);
  }, [outcome]);
  const answer = outcome === null ? null : outcome === "copied" ? copied : failed;
  return (
    <>
      <Button
        size={size}
        aria-label={label}
        icon={outcome === "copied" ? <Check aria-hidden size={14} /> : <Copy aria-hidden size={14} />}
        onPress={async () => setOutcome((await copy(value)) ? "copied" : "failed")}
      >
        {answer ?? children}
      </Button>
      <span role="status" className="sr-only">
        {answer}
      </span>
    </>
  );
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Closed to this address, or refused by the person: the answer says to select the text.
    return false;
  }
}
