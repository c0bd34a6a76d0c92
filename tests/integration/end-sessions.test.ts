import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openSession } from "@/lib/auth/sessions";
import { newId } from "@/lib/id";
import { call } from "../support/call";
import { freshDatabase } from "../support/database";
import {
  makeTechnician,
  makeTenant,
  makeToken,
  makeUser,
  sessionCookie,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { startNode, type TestNode } from "../support/node";
import { until } from "../support/until";
import { Viewer } from "../support/viewer";

freshDatabase();
let node: TestNode;
let tenant: TestTenant;
let admin: TestUser;
let dispatcher: TestUser;
const viewers: Viewer[] = [];

beforeAll(async () => {
  node = await startNode();
});

afterAll(() => node.close());

beforeEach(async () => {
  tenant = await makeTenant();
  admin = await makeUser(tenant, "admin");
  dispatcher = await makeUser(tenant, "dispatcher");
});

afterEach(() => {
  for (const viewer of viewers.splice(0)) viewer.close();
});

const end = (userId: string) => `POST /users/${userId}/sessions/revoke`;
const works = async (cookie: string) => (await call("GET /jobs", { cookie })).status === 200;

function open(cookie: string): Promise<Viewer> {
  const viewer = new Viewer(node.url, { cookie });
  viewers.push(viewer);
  return viewer.ready();
}

/** Signs in once more, on another device. */
async function another(user: TestUser): Promise<string> {
  const sid = await openSession({ tenantId: tenant.id, id: user.id }, "phone", new Date());
  return sessionCookie({ sid, uid: user.id, tid: tenant.id });
}

describe("ending all sessions of a user", () => {
  it("by himself ends every device, this one included, cuts its sockets within two seconds, and nobody else's", async () => {
    const cookies = [dispatcher.cookie, await another(dispatcher), await another(dispatcher)];
    const screens = await Promise.all(cookies.map(open));
    const bystander = await open(admin.cookie);

    const answer = await call(end(dispatcher.id), { cookie: dispatcher.cookie });

    expect([answer.status, answer.json]).toEqual([200, { sessions_ended: 3 }]);
    await until("all are cut", () => screens.every((screen) => screen.gone !== null), 2000);
    expect(screens.map((screen) => screen.signedOut)).toEqual([["revoked"], ["revoked"], ["revoked"]]);
    expect(await Promise.all(cookies.map(works))).toEqual([false, false, false]);
    expect([bystander.gone, await works(admin.cookie)]).toEqual([null, true]);
    // The account itself is as it was: he may sign in again.
    expect(await works(await another(dispatcher))).toBe(true);
  });

  it("by an admin reaches any user of the company, and says how many there were", async () => {
    await another(dispatcher);
    expect((await call(end(dispatcher.id), { cookie: admin.cookie })).json).toEqual({ sessions_ended: 2 });
    expect((await call(end(dispatcher.id), { cookie: admin.cookie })).json).toEqual({ sessions_ended: 0 });
    expect([await works(dispatcher.cookie), await works(admin.cookie)]).toEqual([false, true]);
  });

  it("is open to every role for itself", async () => {
    const technician = await makeTechnician(tenant);
    const users = [
      await makeUser(tenant, "technician", { technicianId: technician.id }),
      await makeUser(tenant, "platform_admin"),
      await makeUser(tenant, "supervisor"),
    ];
    for (const { id, cookie } of users) {
      expect((await call(end(id), { cookie })).json).toEqual({ sessions_ended: 1 });
    }
  });

  it("is refused to colleagues, for unknown people, to machines, and from foreign pages; nothing ends", async () => {
    const supervisor = await makeUser(tenant, "supervisor");
    const own = end(dispatcher.id);
    const refused = [
      await call(end(admin.id), { cookie: dispatcher.cookie }),
      await call(own, { cookie: supervisor.cookie }),
      await call(end(newId()), { cookie: admin.cookie }),
      await call(end(newId()), { cookie: dispatcher.cookie }),
      await call(end("me"), { cookie: admin.cookie }),
      await call(own, { token: await makeToken(tenant, ["*"]) }),
      await call(own, { cookie: dispatcher.cookie, headers: { origin: "http://evil.test" } }),
      await call(own),
    ];
    expect(refused.map((answer) => answer.status)).toEqual([404, 404, 404, 404, 404, 403, 403, 401]);
    expect(await Promise.all([admin, dispatcher, supervisor].map((user) => works(user.cookie)))).toEqual([
      true,
      true,
      true,
    ]);
  });
});
