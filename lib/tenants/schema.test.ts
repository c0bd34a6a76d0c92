import { describe, expect, it } from "vitest";
import { settingsChange } from "./schema";

describe("the settings", () => {
  it.each([
    [{ start_mode: "ask", start_modes_by_type: { repair: "off" } }, true],
    [{ start_mode: "sometimes", start_modes_by_type: {} }, false],
    [{ start_mode: "ask", start_modes_by_type: { repair: "never" } }, false],
    [{ start_mode: "ask", start_modes_by_type: { "": "off" } }, false],
  ])("%j is accepted: %s", (input, accepted) => {
    expect(settingsChange.safeParse({ ...input, version: 1 }).success).toBe(accepted);
  });
});
