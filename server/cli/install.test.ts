import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { installState, writeStamp } from "./install.mjs";

let folder: string;

function put(file: string, content: unknown) {
  const full = path.join(folder, file);
  mkdirSync(path.dirname(full), { recursive: true });
  writeFileSync(full, JSON.stringify(content));
}

function install(name: string, version: string) {
  put(`node_modules/${name}/package.json`, { name, version });
}

function manifest(dependencies: Record<string, string>) {
  put("package.json", { dependencies, devDependencies: { tester: "2.0.0" } });
}

const start = () => installState(folder, { dev: false });
const testing = () => installState(folder, { dev: true });

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "truckroll-install-"));
  manifest({ server: "1.0.0" });
  put("package-lock.json", { lock: 1 });
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("an install is needed", () => {
  test("on a bare clone", () => expect(start()).toBe("stale"));

  test("when a package is missing or has another version, whatever the stamp says", () => {
    install("server", "1.0.0");
    writeStamp(folder);
    install("server", "0.9.0");
    expect(start()).toBe("stale");
    rmSync(path.join(folder, "node_modules/server"), { recursive: true });
    expect(start()).toBe("stale");
  });

  test("when the lock changed below packages that did not", () => {
    install("server", "1.0.0");
    writeStamp(folder);
    put("package-lock.json", { lock: 2 });
    expect(start()).toBe("stale");
  });

  test("for testing when only what production needs is there", () => {
    install("server", "1.0.0");
    writeStamp(folder);
    expect(start()).toBe("fresh");
    expect(testing()).toBe("stale");
  });

  test("when the lock is newer than an install nobody stamped", () => {
    install("server", "1.0.0");
    put("node_modules/.package-lock.json", {});
    utimesSync(path.join(folder, "package-lock.json"), new Date(), new Date(Date.now() + 60_000));
    expect(start()).toBe("stale");
  });
});

describe("no install is needed", () => {
  test("after one that was stamped, for starting and for testing", () => {
    install("server", "1.0.0");
    install("tester", "2.0.0");
    writeStamp(folder);
    expect([start(), testing()]).toEqual(["fresh", "fresh"]);
  });

  test("after a complete npm install by hand", () => {
    install("server", "1.0.0");
    put("node_modules/.package-lock.json", {});
    expect(start()).toBe("unstamped");
  });
});
