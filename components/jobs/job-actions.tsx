"use client";

import {
  CircleCheck,
  CircleX,
  Ellipsis,
  LogOut,
  type LucideIcon,
  MapPinCheckInside,
  Navigation,
  Pause,
  Phone,
  Play,
  Trash2,
  Undo2,
  UserMinus,
  UserPlus,
} from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { useMay } from "@/components/shell/viewer";
import { Button, buttonClass } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { HandAction } from "@/hooks/use-job-actions";
import type { JobWire } from "@/lib/realtime/protocol";
import { allowedActions, primaryAction } from "./allowed-actions";
import { AssignDialog } from "./assign-dialog";
import { needsReason, ReasonDialog } from "./reason-dialog";
import { useRunCommand } from "./use-run-command";

const icons: Record<HandAction, LucideIcon> = {
  assign: UserPlus,
  unassign: UserMinus,
  start_travel: Navigation,
  check_in: MapPinCheckInside,
  check_out: LogOut,
  hold: Pause,
  resume: Play,
  complete: CircleCheck,
  fail: CircleX,
  cancel: Trash2,
  confirm_start: Play,
  decline_start: CircleX,
  undo_start: Undo2,
  undo_departure: Undo2,
  confirm_passed: CircleCheck,
  dismiss_passed: CircleX,
};

/** What can be done to the job as it stands: the likely next step large, the rest in the menu. */
export function JobActions({ job, isSaving }: { job: JobWire; isSaving: boolean }) {
  const t = useTranslations("jobs");
  const run = useRunCommand();
  const mayDispatch = useMay("jobs:dispatch");
  const [asking, setAsking] = useState<HandAction | null>(null);
  const buttons = useRef<HTMLDivElement>(null);
  const wasUsed = useRef(false);
  // The button that was pressed may be gone with the state it belonged to; the focus stays in the drawer.
  useEffect(() => {
    if (isSaving || !wasUsed.current || document.activeElement !== document.body) return;
    wasUsed.current = false;
    buttons.current?.closest("section")?.querySelector<HTMLElement>("h2")?.focus({ preventScroll: true });
  }, [isSaving]);
  const allowed = mayDispatch ? allowedActions(job) : [];
  const primary = mayDispatch ? primaryAction(job) : null;
  const beside = primary !== "assign" && allowed.includes("assign") ? "assign" : null;
  const rest = allowed.filter((action) => action !== primary && action !== beside);

  const name = (action: HandAction) =>
    action === "assign" && job.technician_id ? t("actions.reassign") : t(`actions.${action}`);
  const begin = (action: HandAction) => {
    wasUsed.current = true;
    if (action === "assign" || needsReason(action)) setAsking(action);
    else run({ job, action });
  };
  const icon = (action: HandAction) => {
    const Icon = icons[action];
    return <Icon aria-hidden size={15} />;
  };
  return (
    <div ref={buttons} className="flex flex-wrap gap-1.5 px-4 pb-3.5 empty:hidden">
      {primary && (
        <Button look="primary" isPending={isSaving} icon={icon(primary)} onPress={() => begin(primary)}>
          {name(primary)}
        </Button>
      )}
      {beside && (
        <Button isPending={isSaving} icon={icon(beside)} onPress={() => begin(beside)}>
          {name(beside)}
        </Button>
      )}
      {job.customer_phone && (
        <a
          href={`tel:${job.customer_phone}`}
          aria-label={t("callCustomer", { name: job.customer_name ?? job.customer_phone })}
          className={buttonClass("secondary", "medium", "hover:bg-sunken")}
        >
          <Phone aria-hidden size={15} />
          {t("call")}
        </a>
      )}
      {rest.length > 0 && (
        <Menu
          label={t("more")}
          trigger={<IconButton label={t("more")} isBordered icon={<Ellipsis aria-hidden size={16} />} />}
        >
          {rest.map((action) => (
            <MenuItem
              key={action}
              icon={icon(action)}
              danger={action === "cancel" || action === "fail"}
              isDisabled={isSaving}
              onAction={() => begin(action)}
            >
              {name(action)}
            </MenuItem>
          ))}
        </Menu>
      )}
      {asking === "assign" && (
        <AssignDialog
          job={job}
          onClose={() => setAsking(null)}
          onChoose={(technicianId) => {
            setAsking(null);
            run({ job, action: "assign", technicianId });
          }}
        />
      )}
      {asking && needsReason(asking) && (
        <ReasonDialog
          job={job}
          action={asking}
          onClose={() => setAsking(null)}
          onConfirm={(reason) => {
            setAsking(null);
            run({ job, action: asking, reason });
          }}
        />
      )}
    </div>
  );
}
