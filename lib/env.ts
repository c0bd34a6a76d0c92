import { z } from "zod";
import { refusedSettings } from "./refused-settings.mjs";

const port = z.coerce.number().int().min(1).max(65535);
const flag = z.enum(["0", "1", "true", "false"]).transform((value) => value === "1" || value === "true");
const webUrl = z.url({ protocol: /^https?$/ });

function hasPassword(url: string): boolean {
  const { username, password } = new URL(url);
  return username !== "" && password !== "";
}

const schema = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  PORT: port.default(3000),
  HOST: z.string().min(1).default("127.0.0.1"),
  PUBLIC_URL: webUrl.optional(),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, abort: true })
    .refine(hasPassword, "has to name a user and a password: the app's own password is derived from it"),
  DATA_DIR: z.string().min(1).default(".data"),
  SEED_DEMO: flag.optional(),
  TILE_URL: z.string().includes("{z}").includes("{x}").includes("{y}").optional(),
  TILE_ATTRIBUTION: z.string().optional(),
  ROUTING_URL: webUrl.optional(),
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  OIDC_ISSUER: webUrl.optional(),
  OIDC_CLIENT_ID: z.string().min(1).optional(),
  OIDC_CLIENT_SECRET: z.string().min(1).optional(),
  OIDC_NAME: z.string().min(1).default("single sign-on"),
  TRUCKROLL_AUTH_SECRET: z.string().min(32),
  TRUCKROLL_ROLE: z.enum(["all", "worker"]).default("all"),
  LOG_LEVEL: z.enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"]).default("info"),
});

export interface Env extends z.infer<typeof schema> {
  /** Origins a browser may call from: `PUBLIC_URL`, or the loopback names of this port while it is not set. */
  readonly origins: readonly string[];
  readonly publicUrl: string;
}

let parsed: Env | undefined;

/**
 * The environment, checked once. Empty strings count as not set.
 * @throws Error with one sentence per wrong value, so that the start can stop with it.
 */
export function env(): Env {
  parsed ??= parseEnv(process.env);
  return parsed;
}

/** The pure half of `env`: the same checks on any record. */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const refused = refusedSettings(source);
  if (refused.length > 0) throw new Error(refused.map(({ sentence }) => sentence).join("\n"));
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value !== ""),
  );
  const result = schema.safeParse(given);
  if (!result.success) {
    throw new Error(
      result.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("\n"),
    );
  }
  const values = result.data;
  const oidc = [values.OIDC_ISSUER, values.OIDC_CLIENT_ID, values.OIDC_CLIENT_SECRET];
  if (oidc.some(Boolean) && !oidc.every(Boolean)) {
    throw new Error(
      "OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET belong together: set all three or none.",
    );
  }
  const publicUrl =
    values.PUBLIC_URL ?? `http://${values.HOST === "0.0.0.0" ? "127.0.0.1" : values.HOST}:${values.PORT}`;
  const origins = values.PUBLIC_URL
    ? [new URL(values.PUBLIC_URL).origin]
    : [
        ...new Set([
          new URL(publicUrl).origin,
          `http://127.0.0.1:${values.PORT}`,
          `http://localhost:${values.PORT}`,
        ]),
      ];
  return { ...values, origins, publicUrl };
}
