import { cruise, type ICruiseResult } from "dependency-cruiser";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { beforeAll, describe, expect, it } from "vitest";
import rules from "../.dependency-cruiser.mjs";

const folders = ["app", "components", "hooks", "lib", "server", "drizzle/schema"];
let result: ICruiseResult;

beforeAll(async () => {
  const { options, ...ruleSet } = rules;
  const reply = await cruise(
    folders,
    { ...options, ruleSet, validate: true } as Parameters<typeof cruise>[1],
    undefined,
    { tsConfig: extractTSConfig("tsconfig.json") },
  );
  result = reply.output as ICruiseResult;
}, 120_000);

describe("architecture", () => {
  it("is really read: every folder contributes modules, and aliases resolve", () => {
    for (const folder of folders) {
      const modules = result.modules.filter((module) => module.source.startsWith(`${folder}/`));
      expect(modules.length, folder).toBeGreaterThan(3);
    }
    const aliased = result.modules.flatMap((module) =>
      module.dependencies.filter((dependency) => dependency.module.startsWith("@/")),
    );
    expect(aliased.length).toBeGreaterThan(100);
    expect(
      aliased.filter((dependency) => dependency.couldNotResolve).map((dependency) => dependency.module),
    ).toEqual([]);
  });

  it("has no import against the rules of ARCHITECTURE.md", () => {
    const broken = result.summary.violations.map(
      (violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`,
    );
    expect(broken).toEqual([]);
  });
});
