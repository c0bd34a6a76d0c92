import { expect, test } from "vitest";
import { parsePidFile } from "./postmaster.mjs";

const lines = ["4711", "/data/pg", "1790000000", "54321", "", "127.0.0.1", "  5432001 12"];

test("a postmaster is ready only when its pid file says so", () => {
  expect(parsePidFile([...lines, "ready   ", ""].join("\n"))).toEqual({
    pid: 4711,
    port: 54321,
    ready: true,
  });
  expect(parsePidFile([...lines, "starting", ""].join("\n"))).toEqual({
    pid: 4711,
    port: 54321,
    ready: false,
  });
});

test("a pid file that is still being written names at most a process", () => {
  expect(parsePidFile("")).toBeNull();
  expect(parsePidFile("4711\n/da")).toEqual({ pid: 4711, port: 0, ready: false });
});
