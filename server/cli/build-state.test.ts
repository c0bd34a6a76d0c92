import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { buildIsFresh, buildStamp, bundles, sourceHash } from "./build-state.mjs";

const results = [".next/BUILD_ID", ...Object.keys(bundles).map((name) => `dist/${name}.js`)];

let folder: string;
let env: Record<string, string>;

function put(file: string, text = file) {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), text);
}

function fresh(): boolean {
  return buildIsFresh(folder, sourceHash(folder, env));
}

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "truckroll-build-"));
  env = {};
  for (const file of ["app/page.tsx", "lib/rule.ts", "lib/rule.test.ts", "tsconfig.json", ...results])
    put(file);
  writeFileSync(buildStamp(folder), sourceHash(folder, env));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a build is still good", () => {
  test("when nothing changed", () => expect(fresh()).toBe(true));

  test("when only dates, tests or other files changed", () => {
    utimesSync(path.join(folder, "app/page.tsx"), new Date(0), new Date(0));
    put("lib/rule.test.ts", "another test");
    put("README.md");
    env = { HOME: "/elsewhere" };
    expect(fresh()).toBe(true);
  });
});

describe("a build is stale", () => {
  test.each<[string, () => void]>([
    ["a source changed", () => put("app/page.tsx", "other")],
    ["a source was added", () => put("components/map/layer.tsx")],
    ["a source went away", () => rmSync(path.join(folder, "lib/rule.ts"))],
    [
      "a source moved",
      () => {
        rmSync(path.join(folder, "lib/rule.ts"));
        put("lib/moved.ts", "lib/rule.ts");
      },
    ],
    ["the configuration changed", () => put("tsconfig.json", "other")],
    [
      "a setting that goes into the pages changed",
      () => {
        env = { NEXT_PUBLIC_NAME: "x" };
      },
    ],
    ["it was never finished", () => rmSync(buildStamp(folder))],
    ...results.map((file): [string, () => void] => [
      `${file} is missing`,
      () => rmSync(path.join(folder, file)),
    ]),
  ])("when %s", (_, change) => {
    change();
    expect(fresh()).toBe(false);
  });
});
