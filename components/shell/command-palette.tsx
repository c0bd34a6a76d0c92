"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { Dialog, Modal, ModalOverlay } from "react-aria-components";
import { useTranslations } from "use-intl";
import { JobPin } from "@/components/jobs/job-pin";
import { TechnicianShape } from "@/components/technicians/technician-shape";
import { useJobs, useTechnicians } from "@/hooks/live/use-live";
import { terminalStatuses } from "@/lib/jobs/transitions";
import type { JobWire, TechnicianWire } from "@/lib/realtime/protocol";
import { mayView } from "./may-view";
import { consolePages } from "./pages";
import { themes, useTheme } from "./use-theme";
import { ThemeIcon } from "./user-menu";
import { useViewer } from "./viewer";

interface Props {
  isOpen: boolean;
  onClose: () => void;
}

/** Jump to a technician, job or page, or switch the theme, without leaving the keyboard. */
export function CommandPalette({ isOpen, onClose }: Props) {
  const t = useTranslations("shell.search");
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className="fixed inset-0 z-40 flex items-start justify-center bg-scrim p-3 pt-[max(10vh,112px)] max-md:pt-3"
    >
      <Modal className="animate-overlay w-full max-w-xl">
        <Dialog
          aria-label={t("open")}
          className="overflow-hidden rounded-[18px] border border-line bg-surface shadow-overlay"
        >
          <Choices onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

const shown = 8;
/** Who works and what is open comes first; the rest is found by typing. */
const isOff = (technician: TechnicianWire) => technician.shift_started_at === null;
const isOver = (job: JobWire) => terminalStatuses.includes(job.status);

function Choices({ onClose }: { onClose: () => void }) {
  const t = useTranslations("shell");
  const router = useRouter();
  const viewer = useViewer();
  const { setTheme } = useTheme();
  const [text, setText] = useState("");
  const wanted = text.trim().toLowerCase();
  const matches = (...fields: (string | number | null)[]) =>
    wanted.split(/\s+/).every((word) =>
      fields.some((field) =>
        String(field ?? "")
          .toLowerCase()
          .includes(word),
      ),
    );
  const technicians = useTechnicians()
    .filter((one) => matches(one.full_name, one.vehicle_label, one.phone))
    .sort((a, b) => Number(isOff(a)) - Number(isOff(b)))
    .slice(0, shown);
  const jobs = useJobs()
    .filter((job) => matches(`#${job.number}`, job.title, job.customer_name, job.address, job.site_name))
    .sort((a, b) => Number(isOver(a)) - Number(isOver(b)) || b.number - a.number)
    .slice(0, shown);
  const pages = consolePages.filter(
    (page) => mayView(viewer, page.permission) && matches(t(`pages.${page.id}`)),
  );
  const looks = themes.filter((theme) => matches(t("theme.title"), t(`theme.${theme}`)));
  const go = (href: string) => {
    onClose();
    router.push(href);
  };
  return (
    <Command shouldFilter={false} label={t("search.open")} loop>
      <div className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden size={17} className="text-muted" />
        <Command.Input
          autoFocus
          value={text}
          onValueChange={setText}
          placeholder={t("search.placeholder")}
          className="h-13 w-full bg-transparent text-md text-ink outline-none placeholder:text-muted"
        />
      </div>
      <Command.List className="max-h-[min(60vh,440px)] overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-8 text-center text-sm text-muted">
          {t("search.nothing")}
        </Command.Empty>
        {technicians.length > 0 && (
          <Group title={t("search.technicians")}>
            {technicians.map((one) => (
              <Choice
                key={one.id}
                value={one.id}
                icon={<TechnicianShape technicianId={one.id} size="small" />}
                hint={one.vehicle_label}
                onSelect={() => go(`/map?technician=${one.id}`)}
              >
                {one.full_name}
              </Choice>
            ))}
          </Group>
        )}
        {jobs.length > 0 && (
          <Group title={t("search.jobs")}>
            {jobs.map((job) => (
              <Choice
                key={job.id}
                value={job.id}
                icon={<JobPin status={job.status} className="mx-1" />}
                hint={job.customer_name ?? job.address}
                onSelect={() => go(`/map?job=${job.id}`)}
              >
                #{job.number} {job.title}
              </Choice>
            ))}
          </Group>
        )}
        {pages.length > 0 && (
          <Group title={t("search.pages")}>
            {pages.map((page) => (
              <Choice
                key={page.id}
                value={page.id}
                icon={<page.icon aria-hidden size={16} className="mx-1.5 text-muted" />}
                onSelect={() => go(page.href)}
              >
                {t(`pages.${page.id}`)}
              </Choice>
            ))}
          </Group>
        )}
        {looks.length > 0 && (
          <Group title={t("theme.title")}>
            {looks.map((theme) => (
              <Choice
                key={theme}
                value={`theme-${theme}`}
                icon={
                  <span className="mx-1.5 text-muted">
                    <ThemeIcon theme={theme} />
                  </span>
                }
                onSelect={() => {
                  setTheme(theme);
                  onClose();
                }}
              >
                {t(`theme.${theme}`)}
              </Choice>
            ))}
          </Group>
        )}
      </Command.List>
    </Command>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Command.Group
      heading={title}
      className="[&_[cmdk-group-heading]]:caps-label [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1"
    >
      {children}
    </Command.Group>
  );
}

interface ChoiceProps {
  value: string;
  icon: ReactNode;
  hint?: string | null;
  onSelect: () => void;
  children: ReactNode;
}

function Choice({ value, icon, hint, onSelect, children }: ChoiceProps) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="flex h-10 items-center gap-2.5 rounded-lg px-2 text-base font-medium data-[selected=true]:bg-sunken"
    >
      <span className="flex w-8 shrink-0 justify-center">{icon}</span>
      <span className="truncate">{children}</span>
      {hint && <span className="ml-auto truncate pl-4 text-sm font-normal text-muted">{hint}</span>}
    </Command.Item>
  );
}
