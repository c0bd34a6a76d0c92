import { expect, test } from "@playwright/test";
import { dispatcher, north, Office, signedIn } from "./people";

const place = { latitude: 6.215, longitude: 3.42 };
const MINUTE = 60_000;

test("the link of a trip plays it back on the map, by keyboard, and one that is gone says so", async ({
  browser,
  request,
}) => {
  const office = new Office(request);
  const person = await office.technician("Played Back");
  const start = Date.now() - 60 * MINUTE;
  // Ten minutes at a place, a drive of six kilometres, ten minutes at another.
  const fixes = Array.from({ length: 30 }, (_, minute) => ({
    recorded_at: new Date(start + minute * MINUTE).toISOString(),
    latitude: north(place.latitude, Math.min(Math.max(0, minute - 9), 10) * 600),
    longitude: place.longitude,
    accuracy: 8,
    battery: 90 - minute,
  }));
  await office.post(`/technicians/${person.id}/locations`, { fixes });
  const context = await signedIn(browser, dispatcher, { reducedMotion: "reduce" });
  const page = await context.newPage();
  const { items } = (await office.read(`/technicians/${person.id}/trips`)) as unknown as {
    items: { trip_id: string }[];
  };
  const link = `/map?technician=${person.id}&trip=${items[0]?.trip_id}`;
  await page.goto(link);
  const bar = page.getByRole("region", { name: "Playback" });
  const slider = bar.getByRole("slider", { name: "Moment" });
  await expect(slider).toBeVisible();
  const first = Number(await slider.inputValue());
  // Nothing moves by itself for whoever wants less motion.
  await expect(bar.getByRole("button", { name: "Play", exact: true })).toBeVisible();
  await bar.press("Shift+ArrowRight");
  await expect(slider).toHaveValue(String(first + MINUTE));
  await bar.press("ArrowLeft");
  await expect(slider).toHaveValue(String(first + MINUTE - 10_000));
  await bar.getByRole("radio", { name: "60×" }).click();
  await bar.press(" ");
  await expect.poll(async () => Number(await slider.inputValue())).toBeGreaterThan(first + 2 * MINUTE);
  await bar.getByRole("button", { name: "Pause" }).click();
  await expect(bar.getByText(/km\/h/)).toBeVisible();

  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  // Whatever day the trip was of, after midnight.
  const button = page.getByRole("button", { name: "Play the day" });
  await button.click();
  await expect(bar).toBeFocused();
  expect(page.url()).toContain("&day=");
  await page.keyboard.press("Escape");
  await expect(bar).toHaveCount(0);
  await expect(button).toBeFocused();
  await page.goto(`/map?technician=${person.id}&trip=0199aaaa-0000-7000-8000-000000000000`);
  await expect(bar.getByText("This trip is not there any more")).toBeVisible();
  await bar.getByRole("button", { name: "Back to the live map" }).click();
  await expect(bar).toHaveCount(0);
  await context.close();
});
