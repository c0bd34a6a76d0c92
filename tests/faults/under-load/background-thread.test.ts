import { afterAll, beforeAll, expect, it } from "vitest";
import { newId } from "@/lib/id";
import { recordFixes } from "@/lib/tracking/commands/record-fixes";
import { anyFreePort } from "@/server/cli/ports.mjs";
import { freshDatabase } from "../../support/database";
import { incoming, submission, wanderingDay } from "../../support/day";
import { dayCompany } from "../../support/day-company";
import { eastOfSite } from "../../support/fixes";
import { makeToken } from "../../support/fixtures";
import { ledgerOf } from "../../support/ledger";
import { post, wireFix } from "../../support/phone-wire";
import { type RunningNode, runNode } from "../../support/run-node";
import { until } from "../../support/until";

const database = freshDatabase();
const HOUR = 3_600_000;
let node: RunningNode;

beforeAll(async () => {
  node = await runNode(await anyFreePort());
});
afterAll(() => node.kill("SIGKILL"));

async function company(from: number) {
  const { tenant, technician } = await dayCompany(from);
  return { tenant, technician, authorization: `Bearer ${await makeToken(tenant, ["*"])}` };
}

it("a long upload goes through the server's other thread: each fix has its answer in its place, a second time it is known, and its visits are those of a phone heard live", async () => {
  const from = Date.now() - 4 * HOUR;
  const day = wanderingDay(21, from, Date.now() - HOUR);
  const { tenant, technician, authorization } = await company(from);
  const fixes = day.map(({ at, point, accuracyMeters, speedMps }, index) =>
    wireFix(at, point, { accuracy: accuracyMeters, speed: speedMps, id: `fix-${index}` }),
  );
  // Newest first, two of them unreadable.
  const sent: object[] = fixes.toReversed();
  sent.splice(7, 0, { latitude: 91, longitude: 3 });
  sent.push({ nonsense: true });
  const path = `/technicians/${technician.id}/locations`;
  const first = await post(node.url, path, { fixes: sent }, { authorization });
  expect(first.status).toBe(200);
  expect(first.json.results.map((one) => one.error?.code ?? one.accepted)).toEqual(
    sent.map((_, index) => (index === 7 ? "impossible" : index === sent.length - 1 ? "malformed" : true)),
  );
  expect(first.json.results.filter(({ duplicate }) => duplicate)).toEqual([]);
  const again = await post(node.url, path, { fixes: sent }, { authorization });
  expect(again.json.results.filter(({ accepted, duplicate }) => accepted && !duplicate)).toEqual([]);

  const twin = await company(from);
  for (const { at, point, ...more } of day)
    await recordFixes(submission(twin.tenant, twin.technician.id, [incoming(at, point, more)]));
  const live = await ledgerOf(database.owner, twin.technician.id);
  expect(live.visits.length).toBeGreaterThan(3);
  await until("the day is folded", async () => {
    const [state] = await database.owner<{ rebuild_from: Date | null }[]>`
      select rebuild_from from tracking_states where tenant_id = ${tenant.id}`;
    return state?.rebuild_from === null;
  });
  expect((await ledgerOf(database.owner, technician.id)).visits).toEqual(live.visits);
});

it("what the other thread refuses is refused as it would be here", async () => {
  const { authorization } = await company(Date.now());
  const fixes = Array.from({ length: 60 }, (_, index) => wireFix(Date.now() - index * 1000, eastOfSite(10)));
  const answer = await post(node.url, `/technicians/${newId()}/locations`, { fixes }, { authorization });
  expect(answer.status).toBe(404);
  expect(answer.json).toMatchObject({ code: "not_found", detail: "There is no such technician." });
});

it.each([
  ["that is no JSON", "x".repeat(20_000), "application/json", 400, "malformed"],
  [
    "that is called something else",
    JSON.stringify({ fixes: [], more: "x".repeat(20_000) }),
    "text/plain",
    415,
    "unsupported_media_type",
  ],
  [
    "with more fixes than one upload may have",
    JSON.stringify({ fixes: Array(1001).fill({ latitude: 6.5, longitude: 3.3 }) }),
    "application/json",
    413,
    "too_large",
  ],
])("a long body %s is refused as a short one is", async (_, body, type, status, code) => {
  const { technician, authorization } = await company(Date.now());
  const answer = await fetch(`${node.url}/api/v1/field-service/technicians/${technician.id}/locations`, {
    method: "POST",
    headers: { authorization, "content-type": type },
    body,
  });
  expect(answer.status).toBe(status);
  expect(await answer.json()).toMatchObject({ code });
});
