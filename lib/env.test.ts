import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseEnv } from "./env";

const least = {
  DATABASE_URL: "postgres://owner:word@127.0.0.1:5432/truckroll",
  TRUCKROLL_AUTH_SECRET: "0123456789abcdef0123456789abcdef",
};
const start = (extra: Record<string, string> = {}) => parseEnv({ ...least, ...extra });

describe("the environment", () => {
  it("needs nothing but a database and a secret, and has a default for the rest", () => {
    expect(start()).toMatchObject({ HOST: "127.0.0.1", PORT: 3000, publicUrl: "http://127.0.0.1:3000" });
  });

  it.each([
    ["PORT", "http"],
    ["PORT", "70000"],
    ["PUBLIC_URL", "dispatch.example.com"],
    ["DATABASE_URL", "mysql://owner:word@127.0.0.1/truckroll"],
    ["DATABASE_URL", "postgres://127.0.0.1/truckroll"],
    ["SEED_DEMO", "perhaps"],
    ["TILE_URL", "https://tiles.example.com/1.png"],
    ["ROUTING_URL", "router.example.com:5000"],
    ["TRUSTED_PROXIES", "many"],
    ["OIDC_ISSUER", "https://login.example.com"],
    ["TRUCKROLL_AUTH_SECRET", "short"],
    ["LOG_LEVEL", "loud"],
  ])("that says %s=%s stops the start with a sentence that names it", (name, value) => {
    expect(() => start({ [name]: value })).toThrow(name);
  });

  it.each(["REDIS_URL", "SMTP_URL", "SMS_URL", "S3_BUCKET", "S3_ENDPOINT", "VAPID_PUBLIC_KEY"])(
    "that says %s stops the start, because nothing here would honour it; empty is as good as absent",
    (name) => {
      expect(() => start({ [name]: "redis://10.0.0.1:6379" })).toThrow(
        new RegExp(`^${name} is set, but this version cannot honour it: .+\\. Remove it\\.$`),
      );
      expect(start({ [name]: "" })).toEqual(start());
    },
  );

  it.each([
    ["DATABASEURL", "DATABASE_URL"],
    ["database_url", "DATABASE_URL"],
    ["PUBLICURL", "PUBLIC_URL"],
    ["Public-Url", "PUBLIC_URL"],
    ["OIDC_CLIENTID", "OIDC_CLIENT_ID"],
  ])("that says %s stops the start with the name that was meant, %s", (written, meant) => {
    const { [meant as "DATABASE_URL"]: _absent, ...rest } = least;
    expect(() => parseEnv({ ...rest, [written]: "x" })).toThrow(
      `${written} is no setting: the name is ${meant}.`,
    );
  });

  it("that says the right name as well is taken by that", () => {
    expect(start({ DATABASEURL: "x" })).toEqual(start());
  });

  it.each([
    "PATH",
    "host",
    "Port",
    "datadir",
    "LOGLEVEL",
    "S3",
    "REDIS",
    "OIDC_TOKEN",
    "MY_DATABASE_URL",
    "DATABASE_URL_2",
    "S3_SERVICE_HOST",
    "TRUCKROLL_SERVICE_HOST",
    "_",
  ])("may hold %s, which is somebody else's", (name) => {
    expect(start({ [name]: "x" })).toEqual(start());
  });

  it("takes every setting that .env.example lists, under the name it has there", () => {
    const text = readFileSync(new URL("../.env.example", import.meta.url), "utf8");
    const listed = [...text.matchAll(/^#([A-Z_]+)=(.*)$/gm)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]);
    expect(listed.length).toBeGreaterThan(10);
    const oidc = { OIDC_CLIENT_ID: "truckroll", OIDC_CLIENT_SECRET: "word" };
    const given = start({ ...Object.fromEntries(listed.filter(([, value]) => value !== "")), ...oidc });
    for (const [name = ""] of listed) expect(given).toHaveProperty(name);
  });
});
