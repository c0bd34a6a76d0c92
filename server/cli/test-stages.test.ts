import { expect, test } from "vitest";
import { chooseStages, countPlaywright, countVitest, stages } from "./test-stages.mjs";

const names = (wanted: string[]) => chooseStages(wanted).map((stage) => stage.name);

test("stages run in their order, all of them unless some are named, and the build before what needs it", () => {
  expect(names([])).toEqual(stages.map((stage) => stage.name));
  expect(names(["integration", "unit"])).toEqual(["unit", "integration"]);
  expect(names(["e2e"])).toEqual(["build", "e2e"]);
});

test("a file that does not load counts as a failure, although no test in it failed", () => {
  const report = {
    ...{ numPassedTests: 3, numFailedTests: 1, numPendingTests: 2, numTodoTests: 0 },
    testResults: [
      { status: "passed", assertionResults: [{}] },
      { status: "failed", assertionResults: [{}] },
      { status: "failed", assertionResults: [] },
    ],
  };
  expect(countVitest(JSON.stringify(report))).toEqual({ passed: 3, failed: 2, skipped: 2 });
});

test("a browser test that passed on its second try passed; an error outside any test is a failure", () => {
  const stats = { expected: 5, flaky: 1, unexpected: 0, skipped: 2 };
  expect(countPlaywright(JSON.stringify({ stats, errors: [] }))).toEqual({
    passed: 6,
    failed: 0,
    skipped: 2,
  });
  expect(countPlaywright(JSON.stringify({ stats, errors: [{}] })).failed).toBe(1);
});
