import type { ReactNode } from "react";
import { useMay } from "@/components/shell/viewer";
import { Button } from "@/components/ui/button";
import { classNames } from "@/components/ui/class-names";

interface Answer {
  readonly label: string;
  onPress(): void;
}

interface Props {
  /** What it is about, for those who cannot see where it stands. */
  label: string;
  sentence: string;
  hint: ReactNode;
  yes: Answer;
  no: Answer;
  isSaving: boolean;
  /** On the technician's own phone, with targets for a thumb. */
  touch: boolean;
}

/** What the fence does not decide alone: a sentence and two answers, for whoever may give them. */
export function QuestionCard({ label, sentence, hint, yes, no, isSaving, touch }: Props) {
  const mayDispatch = useMay("jobs:dispatch");
  const size = touch ? "touch" : "medium";
  const width = touch ? "flex-1" : undefined;
  return (
    <section
      aria-label={label}
      className={classNames(
        "bg-accent-soft p-4",
        touch ? "mb-3.5 rounded-[18px]" : "mx-4 mb-3.5 rounded-control",
      )}
    >
      <p className={touch ? "text-lg font-bold" : "text-base font-semibold"}>{sentence}</p>
      <p className={classNames("mt-0.5 text-muted", touch ? "text-base" : "text-sm")}>{hint}</p>
      {(touch || mayDispatch) && (
        <div className="mt-3 flex flex-wrap gap-2">
          <Button look="primary" size={size} className={width} isPending={isSaving} onPress={yes.onPress}>
            {yes.label}
          </Button>
          <Button size={size} className={width} isPending={isSaving} onPress={no.onPress}>
            {no.label}
          </Button>
        </div>
      )}
    </section>
  );
}
