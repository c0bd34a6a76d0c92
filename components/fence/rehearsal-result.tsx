"use client";

import { Footprints } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { EmptyState } from "@/components/ui/empty-state";
import type { RehearsalWire } from "@/hooks/use-rehearsal";
import { useSayStay } from "./use-say-stay";

/** Visits that a fence would have gained, lost, or found at other times. */
export function RehearsalResult({ result }: { result: RehearsalWire }) {
  const t = useTranslations("fence.result");
  const stay = useSayStay();
  const { added, removed, changed, visits_now, visits_then, unchanged, locations } = result;
  if (visits_now === 0 && visits_then === 0) {
    return (
      <EmptyState icon={<Footprints size={22} />} title={t("nobody.title")}>
        {t("nobody.hint")}
      </EmptyState>
    );
  }
  const isSame = added.length + removed.length + changed.length === 0;
  return (
    <div className="flex flex-col gap-4 px-4 py-4">
      <div role="status">
        <p className="text-base font-semibold">{t("summary", { found: visits_now, tried: visits_then })}</p>
        <p className="text-sm text-muted">
          {t("same", { count: unchanged })} · {t("locations", { count: locations })}
        </p>
      </div>
      {isSame && (
        <div>
          <p className="text-sm font-semibold">{t("none.title")}</p>
          <p className="text-sm text-muted">{t("none.hint")}</p>
        </div>
      )}
      <Group title={t("added", { count: added.length })} items={added} keyOf={stayKey}>
        {(visit) => (
          <>
            <p>{stay(visit)}</p>
            {visit.why && <p className="text-xs text-muted">{visit.why}</p>}
          </>
        )}
      </Group>
      <Group
        title={t("removed", { count: removed.length })}
        items={removed}
        keyOf={(visit) => visit.visit_id}
      >
        {(visit) => <p>{stay(visit)}</p>}
      </Group>
      <Group
        title={t("changed", { count: changed.length })}
        items={changed}
        keyOf={(visit) => visit.visit_id}
      >
        {(visit) => (
          <>
            <p>{stay(visit.after)}</p>
            <p className="text-muted">{t("was", { stay: stay(visit.before) })}</p>
          </>
        )}
      </Group>
    </div>
  );
}

interface Whose {
  job_number: number;
  technician_id: string;
  technician_name: string;
}

/** A visit that is not stored has no id; nobody arrives twice at one job in the same moment. */
function stayKey(visit: RehearsalWire["added"][number]): string {
  return `${visit.technician_id} ${visit.job_id} ${visit.arrived_at}`;
}

interface GroupProps<Visit> {
  title: string;
  items: readonly Visit[];
  keyOf: (visit: Visit) => string;
  children: (visit: Visit) => ReactNode;
}

function Group<Visit extends Whose>({ title, items, keyOf, children }: GroupProps<Visit>) {
  const t = useTranslations("fence.result");
  if (items.length === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className="caps-label mb-1.5">{title}</h3>
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line text-sm">
        {items.map((visit) => (
          <li key={keyOf(visit)} className="px-3 py-2">
            <p className="font-semibold">
              {t("who", { name: visit.technician_name, number: String(visit.job_number) })}
            </p>
            {children(visit)}
          </li>
        ))}
      </ul>
    </section>
  );
}
