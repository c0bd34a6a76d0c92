import { describe, expect, it } from "vitest";
import { hashPassword } from "@/lib/auth/password";
import { revokeAllSessions, revokeSession } from "@/lib/auth/sessions";
import { ears } from "@/lib/db/client";
import { PEER_HEADER } from "@/lib/http/client-address";
import { type Answer, call } from "../support/call";
import { freshDatabase, TEST_ORIGIN } from "../support/database";
import { makeTechnician, makeTenant, makeUser, PLACE, sessionCookie } from "../support/fixtures";

const database = freshDatabase();
const PASSWORD = "a van in the rain";
const passwordHash = await hashPassword(PASSWORD);

/** The cookies a browser would keep. */
class Jar {
  readonly #cookies = new Map<string, string>();
  keep(answer: Answer): Answer {
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }
  get header(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }
  get session(): string | undefined {
    return this.#cookies.get("next-auth.session-token");
  }
}

async function post(
  jar: Jar,
  action: string,
  fields: Record<string, string>,
  headers: Record<string, string> = {},
) {
  const csrf = jar.keep(await call("GET /api/auth/csrf", { cookie: jar.header }));
  const body = new URLSearchParams({
    ...fields,
    csrfToken: String(csrf.json.csrfToken),
    json: "true",
  }).toString();
  const type = { "content-type": "application/x-www-form-urlencoded" };
  return jar.keep(
    await call(`POST /api/auth/${action}`, { cookie: jar.header, body, headers: { ...type, ...headers } }),
  );
}

async function signIn(
  email: string,
  password: string,
  headers: Record<string, string> = {},
): Promise<{ jar: Jar; answer: Answer; error: string | null }> {
  const jar = new Jar();
  const fields = { email, password, callbackUrl: `${TEST_ORIGIN}/` };
  const answer = await post(jar, "callback/credentials", fields, headers);
  return { jar, answer, error: new URL(String(answer.json.url)).searchParams.get("error") };
}

async function account(role: "dispatcher" | "admin" = "dispatcher") {
  const tenant = await makeTenant();
  const user = await makeUser(tenant, role, { passwordHash });
  return { tenant, user };
}

describe("signing in", () => {
  it("with the right password opens a session that pages and the API know, in a cookie that names it and nothing else", async () => {
    const { tenant, user } = await account();
    const { jar, answer, error } = await signIn(`  ${user.email.toUpperCase()} `, PASSWORD);
    expect([answer.status, error]).toEqual([200, null]);
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith("next-auth.session-token"));
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const session = await call("GET /api/auth/session", { cookie: jar.header });
    expect(session.json.user).toEqual({
      id: user.id,
      email: user.email,
      name: `dispatcher of ${tenant.slug}`,
      role: "dispatcher",
      technicianId: null,
      tenantId: tenant.id,
      tenantName: "acme",
    });
    expect((await call("GET /jobs", { cookie: jar.header })).status).toBe(200);
  });

  it("answers unknown, wrong and disabled alike, and none of them opens a session", async () => {
    const { user } = await account();
    const disabled = await account();
    await database.owner`update users set disabled_at = now() where id = ${disabled.user.id}`;
    const tries = [
      await signIn(user.email, "wrong"),
      await signIn("nobody@nowhere.test", PASSWORD),
      await signIn(disabled.user.email, PASSWORD),
      await signIn(user.email, ""),
    ];
    for (const { jar, answer, error } of tries) {
      expect([answer.status, error]).toEqual([401, "wrong_credentials"]);
      expect(jar.session).toBeUndefined();
    }
  });

  it("locks an address after five failures, known or not, and says for how long; the right password waits too", async () => {
    const { user } = await account();
    for (const email of [user.email, "ghost@nowhere.test"]) {
      for (let i = 0; i < 5; i += 1) expect((await signIn(email, "wrong")).error).toBe("wrong_credentials");
      const locked = await signIn(email, PASSWORD);
      expect(locked.error).toMatch(/^locked_out:(2\d|30)$/);
      expect(locked.jar.session).toBeUndefined();
    }
    await database.owner`update login_attempts set locked_until = now() - interval '1 second'`;
    expect((await signIn(user.email, "wrong")).error).toBe("wrong_credentials");
    expect((await signIn(user.email, PASSWORD)).error).toMatch(/^locked_out:(5\d|60)$/);
    await database.owner`update login_attempts set locked_until = now() - interval '1 second'`;
    expect((await signIn(user.email, PASSWORD)).error).toBeNull();
    expect((await signIn(user.email, "wrong")).error).toBe("wrong_credentials");
  });

  it("lets no more than five guesses through when twenty come at once", async () => {
    const { user } = await account();
    const tries = await Promise.all(Array.from({ length: 20 }, () => signIn(user.email, "wrong")));
    expect(tries.filter(({ error }) => error === "wrong_credentials")).toHaveLength(5);
    expect(tries.filter(({ error }) => error?.startsWith("locked_out:"))).toHaveLength(15);
  });

  it("answers busy beyond 22 at once, without a failure for anybody it sent away", {
    timeout: 90_000,
  }, async () => {
    const emails = Array.from({ length: 30 }, (_, i) => `crowd-${i}@nowhere.test`);
    const booked = async () => Number((await database.owner`select count(*) from login_attempts`)[0]?.count);
    const before = await booked();
    const tries = await Promise.all(emails.map((email) => signIn(email, "wrong")));
    const busy = tries.filter(({ error }) => error?.startsWith("busy:"));
    expect(busy.length).toBeGreaterThan(0);
    for (const { answer, error } of busy) {
      expect([answer.status, answer.headers.get("retry-after"), error]).toEqual([429, "5", "busy:5"]);
    }
    expect((await booked()) - before).toBe(30 - busy.length);
  });

  it("limits failures of one caller, not of others, and not those who know their password", async () => {
    const { user } = await account();
    const from = (address: string) => ({ [PEER_HEADER]: address, "x-forwarded-for": "198.51.100.7" });
    expect((await signIn(user.email, PASSWORD, from("2001:db8::1"))).error).toBeNull();
    for (let i = 0; i < 30; i += 1) {
      // An account that gets locked answers without a hash; for its caller that is a failure like any other.
      const { error } = await signIn("locked@nowhere.test", "wrong", from(`2001:db8::${i}`));
      expect(error).toMatch(/^(wrong_credentials|locked_out:\d+)$/);
    }
    const refused = await signIn(user.email, PASSWORD, from("2001:db8::ffff"));
    expect(refused.error).toMatch(/^busy:\d+$/);
    expect(refused.answer.status).toBe(429);
    expect(Number(refused.answer.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await signIn(user.email, PASSWORD, from("2001:db8:0:1::1"))).error).toBeNull();
  });

  it("sends nobody to a foreign page afterwards, and is refused from one", async () => {
    const { user } = await account();
    for (const callbackUrl of [
      "https://evil.test/",
      "//evil.test/",
      "/\\evil.test",
      "http://127.0.0.1:3999.evil.test/",
    ]) {
      const answer = await post(new Jar(), "callback/credentials", {
        email: user.email,
        password: PASSWORD,
        callbackUrl,
      });
      expect(new URL(String(answer.json.url)).origin).toBe(TEST_ORIGIN);
    }
    const foreign = await post(
      new Jar(),
      "callback/credentials",
      { email: user.email, password: PASSWORD },
      { origin: "https://evil.test" },
    );
    expect([foreign.status, foreign.json.code]).toEqual([403, "forbidden"]);
  });

  it("stores a hash with today's parameters when the old one had others", async () => {
    const { user } = await account();
    const { scryptSync, randomBytes } = await import("node:crypto");
    const salt = randomBytes(16);
    const weak = scryptSync(PASSWORD, salt, 32, { N: 2 ** 12, r: 8, p: 1 }).toString("base64url");
    await database.owner`
      update users set password_hash = ${`$scrypt$ln=12,r=8,p=1$${salt.toString("base64url")}$${weak}`} where id = ${user.id}`;
    expect((await signIn(user.email, PASSWORD)).error).toBeNull();
    const [row] = await database.owner`select password_hash from users where id = ${user.id}`;
    expect(row?.password_hash).toMatch(/^\$scrypt\$ln=15,r=8,p=3\$/);
    expect((await signIn(user.email, PASSWORD)).error).toBeNull();
  });
});

describe("a session", () => {
  it("ends at once when it is revoked, when its person signs out or is disabled, or all of his are ended", async () => {
    const ways: ((user: { id: string }, tenantId: string, sid: string, jar: Jar) => Promise<unknown>)[] = [
      (_user, tenantId, sid) => revokeSession(tenantId, sid, new Date()),
      (user, tenantId) => revokeAllSessions(tenantId, user.id, new Date()),
      (_user, _tenantId, _sid, jar) => post(jar, "signout", {}),
      (user) => database.owner`update users set disabled_at = now() where id = ${user.id}`,
      (_user, _tenantId, sid) =>
        database.owner`update sessions set expires_at = now() - interval '1 s' where id = ${sid}`,
    ];
    for (const end of ways) {
      const { tenant, user } = await account();
      await database.owner`delete from sessions where user_id = ${user.id}`;
      const { jar } = await signIn(user.email, PASSWORD);
      const kept = jar.header;
      const [row] = await database.owner`select id from sessions where user_id = ${user.id}`;
      expect((await call("GET /jobs", { cookie: kept })).status).toBe(200);
      await end(user, tenant.id, String(row?.id), jar);
      expect((await call("GET /jobs", { cookie: kept })).status).toBe(401);
      const view = await call("GET /api/auth/session", { cookie: kept });
      expect(view.json).toEqual({});
      expect(view.headers.get("set-cookie")).toMatch(/next-auth\.session-token=;.*Max-Age=0/);
    }
  });

  it("that ends is announced to every node", async () => {
    const { tenant, user } = await account();
    const heard: string[] = [];
    const unlisten = await ears().listen(
      "truckroll_revoked",
      (id) => void heard.push(id),
      () => {},
    );
    const second = await makeUser(tenant, "admin");
    await revokeSession(tenant.id, second.identity.credentialId, new Date());
    await revokeAllSessions(tenant.id, user.id, new Date());
    // Notifications of one connection arrive in order: the last one heard means all are.
    await new Promise<void>((resolve) => {
      const look = () => (heard.includes(user.identity.credentialId) ? resolve() : setImmediate(look));
      look();
    });
    expect(heard).toEqual([second.identity.credentialId, user.identity.credentialId]);
    await unlisten();
  });

  it("has the role its person has now, not the one he signed in with", async () => {
    const { tenant, user } = await account("admin");
    const { jar } = await signIn(user.email, PASSWORD);
    const technician = await makeTechnician(tenant);
    expect((await call("GET /api-tokens", { cookie: jar.header })).status).toBe(200);
    await database.owner`update users set role = 'technician' where id = ${user.id}`;
    expect((await call("GET /api-tokens", { cookie: jar.header })).status).toBe(403);
    expect((await call(`GET /technicians/${technician.id}`, { cookie: jar.header })).status).toBe(404);
  });

  it("cannot be made up: unknown, mismatched and unsigned cookies are nobody", async () => {
    const { tenant, user } = await account();
    const other = await account("admin");
    const sid = user.identity.credentialId;
    const forged = [
      await sessionCookie({ sid, uid: other.user.id, tid: tenant.id }),
      await sessionCookie({ sid, uid: user.id, tid: other.tenant.id }),
      await sessionCookie({ sid: tenant.id, uid: user.id, tid: tenant.id }),
      await sessionCookie({ sid: "' or 1=1", uid: user.id, tid: tenant.id }),
      `next-auth.session-token=${Buffer.from(JSON.stringify({ sid, uid: user.id, tid: tenant.id })).toString("base64url")}`,
      "next-auth.session-token=",
      "=;;=;",
    ];
    for (const cookie of forged) expect((await call("GET /jobs", { cookie })).status).toBe(401);
    expect((await call("GET /jobs")).status).toBe(401);
  });

  it("changes something only from one of our own pages", async () => {
    const { user } = await account();
    const body = { title: "Fibre", ...PLACE };
    const origins = [
      "https://evil.test",
      "null",
      `${TEST_ORIGIN}.evil.test`,
      "http://127.0.0.1:39990",
      "https://127.0.0.1:3999",
      "",
    ];
    for (const origin of origins) {
      const answer = await call("POST /jobs", { cookie: user.cookie, body, headers: { origin } });
      expect([origin, answer.status]).toEqual([origin, 403]);
    }
    expect((await call("POST /jobs", { cookie: user.cookie, body })).status).toBe(201);
    expect(
      (await call("GET /jobs", { cookie: user.cookie, headers: { origin: "https://evil.test" } })).status,
    ).toBe(200);
  });
});
