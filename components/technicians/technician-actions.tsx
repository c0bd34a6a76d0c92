"use client";

import { CircleStop, Coffee, Ellipsis, Phone, Play, Smartphone, UserCheck, WifiOff } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { toast } from "sonner";
import { useTranslations } from "use-intl";
import { AssignDialog } from "@/components/jobs/assign-dialog";
import { useRunCommand } from "@/components/jobs/use-run-command";
import { useMay } from "@/components/shell/viewer";
import { Button, buttonClass } from "@/components/ui/button";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { useJob } from "@/hooks/live/use-live";
import { useShiftCommand, useStatusCommand } from "@/hooks/use-technicians";
import type { TechnicianWire } from "@/lib/realtime/protocol";
import type { TechnicianStatus } from "@/lib/technicians/types";

/** Statuses that are set by hand; the others follow the work. */
const handStatuses = ["available", "on_break", "offline"] as const satisfies readonly TechnicianStatus[];
const icons = { available: UserCheck, on_break: Coffee, offline: WifiOff } as const;

interface Props {
  technician: TechnicianWire;
  currentJobId: string | null;
}

/** Call, hand the current job to somebody else, the devices, shift and status. */
export function TechnicianActions({ technician, currentJobId }: Props) {
  const t = useTranslations("technicians.actions");
  const devices = useTranslations("devices.page");
  const job = useJob(currentJobId);
  const maySeeDevices = useMay("devices:read");
  const mayWrite = useMay("technicians:write");
  const mayDispatch = useMay("jobs:dispatch");
  const [isReassigning, setReassigning] = useState(false);
  const run = useRunCommand();
  const shift = useShiftCommand(technician.id);
  const status = useStatusCommand(technician.id);
  const onShift = technician.shift_started_at !== null;

  const refused = (error: Error) =>
    toast(t("refused", { name: technician.full_name }), { description: error.message, duration: 10_000 });
  const moveShift = (move: "start" | "end") =>
    shift.mutate(move, {
      onSuccess: () =>
        toast(t(move === "start" ? "shiftStarted" : "shiftEnded", { name: technician.full_name })),
      onError: refused,
    });

  return (
    <div className="flex flex-wrap gap-1.5 px-4 pb-3.5">
      {technician.phone && (
        <a
          href={`tel:${technician.phone}`}
          aria-label={t("callName", { name: technician.full_name })}
          className={buttonClass("primary", "medium", "hover:bg-accent-hover")}
        >
          <Phone aria-hidden size={15} />
          {t("call")}
        </a>
      )}
      {!onShift && mayWrite && (
        <Button
          icon={<Play aria-hidden size={15} />}
          isPending={shift.isPending}
          onPress={() => moveShift("start")}
        >
          {t("startShift")}
        </Button>
      )}
      {job && mayDispatch && (
        <Button onPress={() => setReassigning(true)}>{t("reassign", { number: String(job.number) })}</Button>
      )}
      {maySeeDevices && (
        <Link
          href={`/technicians/${technician.id}/devices`}
          aria-label={devices("linkName", { name: technician.full_name })}
          title={devices("link")}
          className={buttonClass("secondary", "medium", "w-8 px-0! hover:bg-sunken")}
        >
          <Smartphone aria-hidden size={15} />
        </Link>
      )}
      {onShift && mayWrite && (
        <Menu
          label={t("more")}
          trigger={<IconButton label={t("more")} isBordered icon={<Ellipsis aria-hidden size={16} />} />}
        >
          {handStatuses
            .filter((one) => one !== technician.status)
            .map((one) => {
              const Icon = icons[one];
              return (
                <MenuItem
                  key={one}
                  icon={<Icon aria-hidden size={15} />}
                  onAction={() => status.mutate(one, { onError: refused })}
                >
                  {t(`set.${one}`)}
                </MenuItem>
              );
            })}
          <MenuItem icon={<CircleStop aria-hidden size={15} />} onAction={() => moveShift("end")}>
            {t("endShift")}
          </MenuItem>
        </Menu>
      )}
      {isReassigning && job && (
        <AssignDialog
          job={job}
          onClose={() => setReassigning(false)}
          onChoose={(technicianId) => {
            setReassigning(false);
            run({ job, action: "assign", technicianId });
          }}
        />
      )}
    </div>
  );
}
