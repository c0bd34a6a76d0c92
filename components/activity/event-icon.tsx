import {
  CircleCheck,
  CircleQuestionMark,
  CircleX,
  ClipboardPlus,
  LogOut,
  type LucideIcon,
  MapPinCheckInside,
  Navigation,
  PauseCircle,
  UserRound,
} from "lucide-react";
import type { Tone } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { FeedIcon } from "./feed-entry";

const icons: Record<FeedIcon, LucideIcon> = {
  arrival: MapPinCheckInside,
  departure: LogOut,
  travel: Navigation,
  done: CircleCheck,
  problem: CircleX,
  hold: PauseCircle,
  person: UserRound,
  assignment: ClipboardPlus,
  question: CircleQuestionMark,
};

const inks: Record<Tone, string> = {
  available: "text-available",
  en_route: "text-en-route",
  on_job: "text-on-job",
  at_risk: "text-at-risk",
  critical: "text-critical",
  silent: "text-silent",
};

export function EventIcon({ icon, tone }: { icon: FeedIcon; tone: Tone }) {
  const Icon = icons[icon];
  return <Icon aria-hidden size={16} strokeWidth={2} className={classNames("shrink-0", inks[tone])} />;
}
