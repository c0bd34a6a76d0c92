import { expect, test } from "vitest";
import { siteProfile } from "@/lib/geofence/site-profile";
import { withClaimedJob } from "./claimed-job";
import { parseFix } from "./schema";
import type { CandidateJob } from "./types";

const own = "0190f3a0-0000-7000-8000-00000000000a";
const other = "0190f3a0-0000-7000-8000-00000000000b";

const candidate: CandidateJob = {
  jobId: own,
  profile: siteProfile({ center: { lat: 6.5244, lng: 3.3792 } }),
  opensAt: null,
  closesAt: null,
  absences: [],
  takenAway: null,
};

function claiming(jobId: string | null) {
  const raw = { latitude: 6.5244, longitude: 3.3792, accuracy: 9, job_id: jobId };
  return parseFix(raw, { receivedAt: 1_800_000_000_000, retentionMs: 1, source: "phone" });
}

test.each([
  ["his own job", own, own],
  ["his own job in capital letters", own.toUpperCase(), own],
  ["a job that is not his", other, null],
  ["no job", null, null],
])("a fix that names %s is kept with the job %s as %s", (_what, said, kept) => {
  const incoming = claiming(said);
  expect(withClaimedJob(incoming, [candidate])).toEqual({ ...incoming, jobId: kept });
});

test("a technician without jobs can claim none", () => {
  expect(withClaimedJob(claiming(own), []).jobId).toBeNull();
});
