import { describe, expect, it } from "vitest";
import { csvCell, type ExportedFix, exportWriters } from "./export-format";

const fix: ExportedFix = {
  id: "f1",
  latitude: 6.5,
  longitude: -3.25,
  recorded_at: "2026-11-27T08:00:00.000Z",
  received_at: "2026-11-27T08:00:01.000Z",
  accuracy: 8,
  speed: null,
  heading: 0,
  altitude: null,
  battery: 80,
  activity: "driving, fast",
  job_id: null,
  source: "phone",
  verdict: "good",
  verdict_reason: null,
  verdict_before: null,
};

describe("a cell of a CSV file", () => {
  it.each([
    [null, ""],
    [0, "0"],
    [-3.25, "-3.25"],
    ["plain", "plain"],
    ["a,b", '"a,b"'],
    ['a "b"', '"a ""b"""'],
    ["a\nb", '"a\nb"'],
    ["=1+1", "'=1+1"],
    ["@cmd", "'@cmd"],
    ["-2,5", `"'-2,5"`],
  ])("%j is written %s", (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });
});

describe("an export", () => {
  it("as CSV has a line for its columns and one a fix", () => {
    const { head, page, tail } = exportWriters.csv;
    expect(`${head}${page([fix], true)}${tail}`).toBe(
      "recorded_at,latitude,longitude,accuracy,speed,heading,altitude,battery,activity,source,verdict,verdict_reason,verdict_before,job_id,received_at,id\r\n" +
        '2026-11-27T08:00:00.000Z,6.5,-3.25,8,,0,,80,"driving, fast",phone,good,,,,2026-11-27T08:00:01.000Z,f1\r\n',
    );
  });

  it("as JSON is one document, however it is cut into pages", () => {
    const { head, page, tail } = exportWriters.json;
    const whole = `${head}${page([fix, fix], true)}${page([fix], false)}${page([], false)}${tail}`;
    expect(JSON.parse(whole)).toEqual({ fixes: [fix, fix, fix] });
    expect(JSON.parse(`${head}${page([], true)}${tail}`)).toEqual({ fixes: [] });
  });
});
