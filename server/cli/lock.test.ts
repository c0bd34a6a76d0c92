import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { tryLock, withLock } from "./lock.mjs";
import { ownMark } from "./process-mark.mjs";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "truckroll-lock-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("only one at a time holds a lock, and its holder is named to the others", () => {
  const first = tryLock(folder);
  expect(first.release).toBeDefined();
  expect(tryLock(folder).holder?.pid).toBe(process.pid);
  first.release?.();
  expect(tryLock(folder).release).toBeDefined();
});

test("a lock of a process that is gone, or of an earlier one of the same number, holds nobody up", () => {
  mkdirSync(folder, { recursive: true });
  for (const [number, holder] of [
    ["7", { pid: 2 ** 22 + 1, mark: "gone" }],
    ["8", { ...ownMark(), mark: "an earlier process" }],
  ] as const) {
    writeFileSync(path.join(folder, number), JSON.stringify(holder));
    const attempt = tryLock(folder);
    expect(attempt.release).toBeDefined();
    attempt.release?.();
    rmSync(folder, { recursive: true });
    mkdirSync(folder);
  }
});

test("work under a lock never overlaps, and a failure lets the next one in", async () => {
  let inside = 0;
  let most = 0;
  const work = async (fails: boolean) => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setImmediate(resolve));
    inside -= 1;
    if (fails) throw new Error("on purpose");
  };
  const outcomes = await Promise.allSettled(
    [0, 1, 2, 3].map((index) => withLock(folder, () => work(index === 1))),
  );
  expect(most).toBe(1);
  expect(outcomes.filter(({ status }) => status === "rejected")).toHaveLength(1);
});
