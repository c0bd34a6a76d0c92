import { expect, test } from "vitest";
import { chooseAddress, demoWanted } from "./launch-settings.mjs";

const database = "postgres://somewhere/else";

test.each([
  [{}, true],
  [{ SEED_DEMO: "0" }, false],
  [{ SEED_DEMO: "false" }, false],
  [{ SEED_DEMO: "" }, true],
  [{ DATABASE_URL: database }, false],
  [{ DATABASE_URL: database, SEED_DEMO: "1" }, true],
  [{ DATABASE_URL: database, SEED_DEMO: "true" }, true],
])("with %j the demo city is wanted: %s", (env, wanted) => {
  expect(demoWanted(env)).toBe(wanted);
});

test.each(["0", "65536", "80.5", "web"])("PORT=%s is refused with a sentence", async (PORT) => {
  await expect(chooseAddress({ PORT })).rejects.toThrow(/PORT is ".*", which is not a port/);
});

test("a host that is not of this machine is refused with a sentence", async () => {
  await expect(chooseAddress({ HOST: "192.0.2.1" })).rejects.toThrow(/HOST is "192.0.2.1"/);
});
