import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { EventsSinceReply, JobWire, LocationPushReply, TechnicianWire } from "@/lib/realtime/protocol";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { freshDatabase } from "../support/database";
import { incoming, submission } from "../support/day";
import { fingerprint } from "../support/fingerprint";
import { eastOfSite } from "../support/fixes";
import {
  makeJob,
  makeTechnician,
  makeTenant,
  makeToken,
  makeUser,
  type TestTenant,
  type TestUser,
} from "../support/fixtures";
import { logOf } from "../support/ledger";
import { startNode, type TestNode } from "../support/node";
import { Viewer, type ViewerOptions } from "../support/viewer";

const database = freshDatabase();
let node: TestNode;
let ours: Company;
let theirs: Company;
const viewers: Viewer[] = [];

interface Company {
  readonly tenant: TestTenant;
  readonly dispatcher: TestUser;
  readonly technician: TechnicianWire;
  readonly job: JobWire;
}

async function makeCompany(name: string): Promise<Company> {
  const tenant = await makeTenant(name);
  const dispatcher = await makeUser(tenant, "dispatcher");
  const technician = await makeTechnician(tenant, `Technician of ${name}`);
  return {
    tenant,
    dispatcher,
    technician,
    job: await makeJob(dispatcher, { technician_id: technician.id, title: `Secret of ${name}` }),
  };
}

beforeAll(async () => {
  node = await startNode();
  ours = await makeCompany("aaa");
  theirs = await makeCompany("bbb");
});

afterAll(() => node.close());

afterEach(() => {
  for (const viewer of viewers.splice(0)) viewer.close();
});

async function callers(): Promise<[string, ViewerOptions][]> {
  const { tenant, technician } = ours;
  const cookie = async (role: "admin" | "platform_admin" | "supervisor") =>
    (await makeUser(tenant, role)).cookie;
  return [
    ["an admin", { cookie: await cookie("admin") }],
    ["a supervisor", { cookie: await cookie("supervisor"), format: "compact" }],
    ["a platform admin", { cookie: await cookie("platform_admin") }],
    [
      "a technician",
      { cookie: (await makeUser(tenant, "technician", { technicianId: technician.id })).cookie },
    ],
    ["a token", { token: await makeToken(tenant, ["*"]), origin: null }],
    ["a technician's token", { token: await makeToken(tenant, ["*"], technician.id), origin: null }],
    [
      "a handshake that names the other company",
      {
        cookie: await cookie("admin"),
        auth: {
          format: "plain",
          tenant_id: theirs.tenant.id,
          room: `${theirs.tenant.id}:console`,
          last_seq: 0,
        },
      },
    ],
  ];
}

describe("a socket of one company", () => {
  it("sees and moves nothing of another, whoever holds it and whatever ids it sends", async () => {
    const opened: [string, Viewer][] = [];
    for (const [who, options] of await callers()) {
      const viewer = new Viewer(node.url, options);
      viewers.push(viewer);
      opened.push([who, await viewer.ready()]);
    }
    const before = await fingerprint(database.owner, theirs.tenant.id);
    const replies = new Map<string, unknown[]>();
    for (const [who, viewer] of opened) {
      const push = {
        technician_id: theirs.technician.id,
        tenant_id: theirs.tenant.id,
        fixes: [{ latitude: 6.5244, longitude: 3.3792, id: "x", job_id: theirs.job.id }],
      };
      const pushed = await viewer.ask<LocationPushReply>("location:push", push);
      expect([who, pushed.ok]).toEqual([who, false]);
      const since = await viewer.ask<EventsSinceReply>("events:since", {
        after: 0,
        tenant_id: theirs.tenant.id,
      });
      for (const name of ["join", "subscribe", "message"])
        viewer.socket.emit(name, `${theirs.tenant.id}:console`, { room: `${theirs.tenant.id}:all` });
      replies.set(who, [pushed, since]);
    }
    expect(await fingerprint(database.owner, theirs.tenant.id)).toEqual(before);

    await recordFixes(
      submission(theirs.tenant, theirs.technician.id, [incoming(Date.now(), eastOfSite(10))]),
    );
    await makeJob(theirs.dispatcher, { title: "Another secret of bbb" });
    await recordFixes(submission(ours.tenant, ours.technician.id, [incoming(Date.now(), eastOfSite(10))]));
    const end = (await logOf(database.owner, ours.tenant.id)).length;
    for (const [who, viewer] of opened) {
      await viewer.reached(end);
      const { events, positions, frames, snapshot, connected } = viewer;
      expect([who, connected?.tenant_id]).toEqual([who, ours.tenant.id]);
      expect(events.length).toBeGreaterThan(0);
      const seen = JSON.stringify([events, positions, snapshot, replies.get(who)]);
      for (const secret of [theirs.tenant.id, theirs.technician.id, theirs.job.id, "of bbb"]) {
        expect([who, seen.includes(secret)]).toEqual([who, false]);
      }
      expect(frames.flat().every(([number]) => number === ours.technician.number)).toBe(true);
    }
  });
});
