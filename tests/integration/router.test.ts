import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Router } from "@/lib/dispatch/queries/router";
import type { Leg } from "@/lib/dispatch/route-table";
import { type RouterMood, StandInRouter } from "../support/stand-in-router";

let server: StandInRouter;
let router: Router;

beforeEach(async () => {
  server = new StandInRouter();
  router = new Router(await server.start(), 400);
});
afterEach(() => server.stop());

const leg = (index: number): Leg => ({
  from: { lat: 6.4 + index / 100, lng: 3.4 },
  to: { lat: 6.41 + index / 100, lng: 3.41 },
});
const legs = (count: number) => Array.from({ length: count }, (_, index) => leg(index));
const now = Date.UTC(2026, 10, 27, 12);

describe("a router (GEO-8)", () => {
  it("is asked for many ways at once, and not again for the same within three minutes", async () => {
    expect(await router.driveTimes(legs(3), now)).toEqual([420, 420, 420]);
    server.seconds = 500;
    expect(await router.driveTimes(legs(4), now + 60_000)).toEqual([420, 420, 420, 500]);
    expect(server.asked).toHaveLength(2);
    expect(server.asked[1]).toContain("sources=0&destinations=1");
    expect(await router.driveTimes(legs(3), now + 200_000)).toEqual([500, 500, 500]);
  });

  it("that is fine knows that no road leads there, and is not asked again for it", async () => {
    server.mood = "no_road";
    expect(await router.driveTimes(legs(2), now)).toEqual([null, null]);
    expect(await router.driveTimes(legs(2), now + 1)).toEqual([null, null]);
    expect(server.asked).toHaveLength(1);
    expect(router.state).toBe("closed");
  });

  it.each<RouterMood>(["failing", "garbage", "hangs_up", "slow"])(
    "that is %s gives no times, and is left alone after three questions until one finds that it is fine",
    async (mood) => {
      server.mood = mood;
      const began = Date.now();
      for (let turn = 0; turn < 5; turn += 1) {
        expect(await router.driveTimes(legs(2), now + turn)).toEqual([null, null]);
      }
      expect(Date.now() - began).toBeLessThan(5_000);
      expect(server.asked).toHaveLength(3);
      expect(router.state).toBe("open");

      server.mood = "fine";
      expect(await router.driveTimes(legs(2), now + 60_000)).toEqual([420, 420]);
      expect(router.state).toBe("closed");
    },
  );

  it("that is not there at all gives no times", async () => {
    await server.stop();
    expect(await router.driveTimes(legs(1), now)).toEqual([null]);
    server = new StandInRouter();
    await server.start();
  });

  it("is asked no more than sixty times a minute, whatever happens", async () => {
    const times = await router.driveTimes(legs(25 * 70), now);
    expect(server.asked).toHaveLength(60);
    expect(times.filter((seconds) => seconds === null)).toHaveLength(250);
    expect((await router.driveTimes(legs(25 * 70), now + 60_000)).includes(null)).toBe(false);
  });
});
