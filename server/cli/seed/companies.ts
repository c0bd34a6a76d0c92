import type { Skill } from "@/lib/technicians/types";

export type Behaviour = "normal" | "broken_phone" | "dead_zones";

export interface DemoTechnician {
  readonly fullName: string;
  readonly vehicle: string;
  readonly skills: readonly Skill[];
  readonly behaviour: Behaviour;
}

export interface DemoCompany {
  readonly slug: string;
  readonly name: string;
  readonly emailDomain: string;
  readonly staff: readonly {
    readonly email: string;
    readonly fullName: string;
    readonly role: "admin" | "supervisor" | "dispatcher" | "platform_admin";
  }[];
  readonly technicians: readonly DemoTechnician[];
}

const skill = (name: string, level: number): Skill => ({ name, level });

function crew(
  names: readonly string[],
  skills: readonly (readonly Skill[])[],
  behaviours: Readonly<Record<string, Behaviour>>,
): DemoTechnician[] {
  return names.map((fullName, index) => ({
    fullName,
    vehicle: `Van ${index + 1}`,
    skills: skills[index % skills.length] ?? [],
    behaviour: behaviours[fullName] ?? "normal",
  }));
}

/** The two made-up companies of the demo city; all people are invented. */
export const demoCompanies: readonly DemoCompany[] = [
  {
    slug: "island-fibre",
    name: "Island Fibre",
    emailDomain: "demo.truckroll.test",
    staff: [
      { email: "admin", fullName: "Ngozi Adeyemi", role: "admin" },
      { email: "supervisor", fullName: "Samuel Okoro", role: "supervisor" },
      { email: "dispatcher", fullName: "Dayo Akande", role: "dispatcher" },
      { email: "dispatcher2", fullName: "Zainab Sule", role: "dispatcher" },
      { email: "platform", fullName: "Pat Lindqvist", role: "platform_admin" },
    ],
    technicians: crew(
      [
        "Kemi Okafor",
        "Tunde Salami",
        "Ade Bello",
        "Ruth Eze",
        "Chika Umeh",
        "Femi Idowu",
        "Jumoke Nwosu",
        "Musa Waziri",
        "Bola Lawal",
        "Ify Nnadi",
        "Sade Martins",
        "Emeka Obi",
      ],
      [
        [skill("fibre", 4), skill("ladder", 3)],
        [skill("fibre", 3), skill("router", 4)],
        [skill("splicing", 5), skill("fibre", 5)],
        [skill("router", 3)],
      ],
      { "Ruth Eze": "broken_phone", "Emeka Obi": "dead_zones", "Femi Idowu": "dead_zones" },
    ),
  },
  {
    slug: "harbour-cooling",
    name: "Harbour Cooling",
    emailDomain: "other.truckroll.test",
    staff: [
      { email: "admin", fullName: "Grace Mensah", role: "admin" },
      { email: "dispatcher", fullName: "Kofi Asare", role: "dispatcher" },
    ],
    technicians: crew(
      ["Lami Danjuma", "Peter Onoh", "Halima Yusuf", "Uche Agu", "Tari Briggs"],
      [[skill("refrigeration", 4)], [skill("refrigeration", 3), skill("electrical", 3)]],
      { "Tari Briggs": "dead_zones" },
    ),
  },
];
