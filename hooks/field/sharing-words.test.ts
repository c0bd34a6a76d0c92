import { describe, expect, it } from "vitest";
import { describeSharing, type SharingState } from "./sharing-words";

const now = 1_000_000;
const fine: SharingState = {
  permission: "granted",
  onShift: true,
  isOn: true,
  isOnline: true,
  fixAt: now - 4000,
  confirmedAt: now - 4000,
  waiting: 0,
  lost: 0,
  refused: 0,
  refusal: null,
  verdict: null,
  problem: null,
};
const say = (over: Partial<SharingState>) => describeSharing({ ...fine, ...over }, now);

describe("the sharing pill never lies", () => {
  it("says sharing, how old the last confirmed fix is and what waits", () => {
    expect(say({})).toMatchObject({
      id: "sharing",
      tone: "good",
      values: { unit: "seconds", count: 4, waiting: 0 },
    });
  });

  it.each<[Partial<SharingState>, string]>([
    [{ isOn: false }, "not_sharing"],
    [{ isOn: false, onShift: false }, "off_shift"],
    [{ isOn: false, waiting: 3 }, "not_sharing_waiting"],
    [{ isOnline: false, waiting: 12 }, "no_network"],
    [{ problem: "network", waiting: 12 }, "no_network"],
    [{ problem: "server", waiting: 2 }, "server_silent"],
    [{ problem: "signed_out" }, "signed_out"],
    [{ problem: "not_allowed" }, "not_allowed"],
    [{ permission: "denied" }, "denied"],
    [{ permission: "denied", isOn: false }, "denied"],
    [{ permission: "insecure" }, "insecure"],
    [{ permission: "unsupported" }, "unsupported"],
    [{ fixAt: null, confirmedAt: null }, "finding"],
    [{ confirmedAt: null }, "finding"],
    [{ fixAt: now - 120_000 }, "no_position"],
    [{ refusal: "wrong_clock" }, "wrong_clock"],
    [{ refusal: "wrong_clock", confirmedAt: null }, "wrong_clock"],
    [{ refusal: "outside_shift" }, "outside_shift"],
    [{ refusal: "refused" }, "refused"],
  ])("%j is %s and never sharing", (over, id) => {
    expect(say(over).id).toBe(id);
    expect(say(over).tone).not.toBe("good");
  });
});
