"use client";

import { useTranslations } from "use-intl";
import { useClockSince } from "@/components/time/clock-time";
import { useNow, useTechnician } from "@/hooks/live/use-live";
import { useShownJob } from "@/hooks/use-job-actions";
import { shortName } from "@/lib/dispatch/names";
import type { JobWire } from "@/lib/realtime/protocol";
import { QuestionCard } from "./question-card";
import { useKeepFocus } from "./use-keep-focus";
import { useRunCommand } from "./use-run-command";

const minuteMs = 60_000;

type Question = JobWire["passed"][number];

interface Props {
  job: JobWire;
  isSaving: boolean;
}

/** Drive-pasts that nobody has answered yet: was that a visit? Nothing when there are none. */
export function PassedQuestions({ job, isSaving }: Props) {
  return <Questions job={job} questions={job.passed} isSaving={isSaving} touch={false} />;
}

/** The same on the technician's own phone, with targets for a thumb; only what he is asked himself. */
export function OwnPassed({ job, technicianId }: { job: JobWire; technicianId: string }) {
  const shown = useShownJob(job);
  const questions = (shown.job ?? job).passed.filter(({ technician_id }) => technician_id === technicianId);
  return <Questions job={job} questions={questions} isSaving={shown.isSaving} touch />;
}

type Asking = Props & { touch: boolean };

function Questions({ questions, ...asking }: Asking & { questions: readonly Question[] }) {
  const { frame, noteUse } = useKeepFocus(questions.length);
  return (
    <div ref={frame}>
      {questions.map((question) => (
        <PassedQuestion key={question.decision_id} question={question} onAnswer={noteUse} {...asking} />
      ))}
    </div>
  );
}

function PassedQuestion({
  job,
  question,
  isSaving,
  touch,
  onAnswer,
}: Asking & { question: Question; onAnswer: () => void }) {
  const t = useTranslations("passed");
  const run = useRunCommand();
  const technician = useTechnician(question.technician_id);
  const clock = useClockSince(useNow(minuteMs));
  const [from, to] = question.between;
  const times = { from: clock(from), to: clock(to) };
  const sentence = touch
    ? t("phone", { ...times, place: job.site_name ?? job.address ?? `#${job.number} ${job.title}` })
    : t("console", { ...times, name: technician ? shortName(technician.full_name) : t("technician") });
  const answer = (action: "confirm_passed" | "dismiss_passed") => {
    onAnswer();
    run({ job, action, decisionId: question.decision_id });
  };
  return (
    <QuestionCard
      label={t("question", { number: String(job.number) })}
      sentence={sentence}
      hint={t("hint")}
      yes={{ label: t("yes"), onPress: () => answer("confirm_passed") }}
      no={{ label: t("no"), onPress: () => answer("dismiss_passed") }}
      isSaving={isSaving}
      touch={touch}
    />
  );
}
