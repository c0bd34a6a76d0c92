import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/id";
import { freshDatabase } from "../support/database";
import { eastOfSite } from "../support/fixes";
import { makeJob, makeTechnician, makeTenant, makeToken, makeUser } from "../support/fixtures";
import { startNode, type TestNode } from "../support/node";
import { post, wireFix } from "../support/phone-wire";

const database = freshDatabase();
let node: TestNode;

beforeAll(async () => {
  node = await startNode();
});

afterAll(() => node.close());

describe("the job a phone names in a fix", () => {
  it("is stored only when it is one of the technician's own; the fix is kept in any case", async () => {
    const tenant = await makeTenant();
    const dispatcher = await makeUser(tenant, "dispatcher");
    const technician = await makeTechnician(tenant);
    const foreign = await makeUser(await makeTenant("other"), "dispatcher");
    const far = { latitude: 6.6, longitude: 3.4 };
    const own = await makeJob(dispatcher, { ...far, technician_id: technician.id });
    const colleague = await makeTechnician(tenant, "Ben Ade");
    const named: [string, string | null][] = [
      [own.id, own.id],
      [own.id.toUpperCase(), own.id],
      [(await makeJob(foreign, far)).id, null],
      [newId(), null],
      [(await makeJob(dispatcher, { ...far, technician_id: colleague.id })).id, null],
      [(await makeJob(dispatcher, far)).id, null],
    ];
    const start = Date.now() - 600_000;
    const fixes = named.map(([jobId], i) =>
      wireFix(start + i * 20_000, eastOfSite(i * 200), { accuracy: 9, job_id: jobId }),
    );
    // Late fixes take another way into the table.
    const late = wireFix(start + 10_000, eastOfSite(100), { accuracy: 9, job_id: named[2]?.[0] });
    const headers = { authorization: `Bearer ${await makeToken(tenant, ["locations:write"])}` };
    const send = (some: unknown[]) =>
      post(node.url, `/technicians/${technician.id}/locations`, { fixes: some }, headers);

    expect((await send(fixes)).json.results.map((result) => result.accepted)).toEqual(named.map(() => true));
    expect((await send([late])).json.results).toMatchObject([{ accepted: true, verdict: "late" }]);

    const rows = await database.owner<{ job_id: string | null }[]>`
      select job_id from fixes where tenant_id = ${tenant.id} order by recorded_at`;
    const [first, ...rest] = named.map(([, kept]) => kept);
    expect(rows.map((row) => row.job_id)).toEqual([first, null, ...rest]);
  });
});
