import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { aReport } from "@/tests/support/phone-samples";
import { type PhonePage, takeReport } from "./phone-page";

const at = Date.UTC(2026, 10, 27, 9);
const first = takeReport(null, aReport(at), at);

describe("what a phone page says of itself (LOC-13)", () => {
  it("is turned from ages into times of our clock, whatever the phone's clock shows", () => {
    const wrong = at - 20 * 365 * 86_400_000;
    const outage = { from_age_seconds: 600, until_age_seconds: 30 };
    const page = takeReport(null, aReport(wrong, { fix_age_seconds: 90, outage }), at);
    expect(page).toMatchObject({ fixAt: at - 90_000, outage: { from: at - 600_000, until: at - 30_000 } });
    expect(page.clockAheadSeconds).toBe(-20 * 365 * 86_400);
  });

  it("keeps since when the page has been in its state", () => {
    const hidden = takeReport(first, aReport(at, { number: 2, state: "hidden" }), at + 1_000);
    const still = takeReport(hidden, aReport(at, { number: 3, state: "hidden" }), at + 60_000);
    expect([hidden.stateSince, still.stateSince, still.heardAt]).toEqual([
      at + 1_000,
      at + 1_000,
      at + 60_000,
    ]);
  });

  it("keeps the time of the newest fix while it is told again and again, however long the reports are on their way", () => {
    const again = takeReport(first, aReport(at, { number: 2, fix_age_seconds: 64 }), at + 61_500);
    const next = takeReport(again, aReport(at, { number: 3, fix_age_seconds: 1 }), at + 90_000);
    expect([again.fixAt, next.fixAt]).toEqual([first.fixAt, at + 89_000]);
  });

  it("drops a time without network that ends before it begins, because the clock was set", () => {
    const outage = { from_age_seconds: 0, until_age_seconds: 900 };
    expect(takeReport(null, aReport(at, { outage }), at).outage).toBeNull();
  });

  it.each<[string, PhonePage, Parameters<typeof aReport>[1], boolean]>([
    [
      "a report that a later one of its page overtook",
      { ...first, number: 5 },
      { number: 4, state: "closed" },
      false,
    ],
    ["the same report again", first, { number: 1 }, false],
    ["the page after it was loaded again", first, { page_id: "page-two", number: 1 }, true],
    ["a second page in the background", first, { page_id: "page-two", state: "hidden" }, false],
    ["a second page that is closed", first, { page_id: "page-two", state: "closed" }, false],
    [
      "a page in the background when the one in front was not heard of for minutes",
      { ...first, heardAt: at - 200_000 },
      { page_id: "page-two", state: "hidden" },
      true,
    ],
    [
      "a page in the background when no other is in front",
      { ...first, state: "hidden" },
      { page_id: "page-two", state: "hidden" },
      true,
    ],
  ])("takes or leaves %s", (_, held, report, isTaken) => {
    const next = takeReport(held, aReport(at, report), at + 5_000);
    expect(next !== held).toBe(isTaken);
  });

  it("ends in the same state in whatever order the reports of one page arrive", () => {
    const states = ["visible", "hidden", "closed"] as const;
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom(...states), { minLength: 1, maxLength: 8 })
          .chain((sent) =>
            fc.tuple(fc.constant(sent), fc.shuffledSubarray([...sent.keys()], { minLength: sent.length })),
          ),
        ([sent, order]) => {
          let page: PhonePage | null = null;
          for (const index of order) {
            page = takeReport(page, aReport(at, { number: index + 1, state: sent[index] }), at);
          }
          expect(page?.state).toBe(sent.at(-1));
        },
      ),
    );
  });
});
