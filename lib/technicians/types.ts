export const technicianStatuses = [
  "available",
  "on_job",
  "en_route",
  "on_break",
  "off_duty",
  "offline",
] as const;
export type TechnicianStatus = (typeof technicianStatuses)[number];

export interface Skill {
  readonly name: string;
  /** 1 (beginner) to 5 (expert); null when nobody said. */
  readonly level: number | null;
}
