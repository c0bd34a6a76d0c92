import type { Roster, RosterGroupId } from "@/lib/dispatch/roster";
import type { TechnicianWire } from "@/lib/realtime/protocol";

export const technicianFilters = ["all", "attention", "available", "en_route", "on_job"] as const;
export type TechnicianFilter = (typeof technicianFilters)[number];

/** The roster cut down to a filter and a search text; groups keep their order and empty ones go. */
export function filterRoster(
  roster: Roster,
  technicians: ReadonlyMap<string, TechnicianWire>,
  filter: TechnicianFilter,
  search: string,
): { id: RosterGroupId; technicians: TechnicianWire[] }[] {
  return roster.groups
    .map((group) => ({
      id: group.id,
      technicians: group.technicianIds.flatMap((id) => {
        const technician = technicians.get(id);
        return technician && passes(technician, group.id, filter) && isFound(technician, search)
          ? [technician]
          : [];
      }),
    }))
    .filter((group) => group.technicians.length > 0);
}

function passes(technician: TechnicianWire, group: RosterGroupId, filter: TechnicianFilter): boolean {
  if (filter === "all") return true;
  return filter === "attention" ? group === "attention" : technician.status === filter;
}

/** Whether every word of the search is in the name, van, phone, address or a skill. */
export function isFound(technician: TechnicianWire, search: string): boolean {
  const { full_name, vehicle_label, phone, email, skills } = technician;
  const text = [full_name, vehicle_label, phone, email, ...skills.map((skill) => skill.name)]
    .join(" ")
    .toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}
