import { expect, test } from "@playwright/test";
import { dispatcher, north, Office, phone, signedIn } from "./people";

const place = { latitude: 6.205, longitude: 3.41 };

test("who was here: drawn on the map by hand, told with times, and shown on the map", async ({
  browser,
  request,
}) => {
  const office = new Office(request);
  const person = await office.technician("Area Visitor");
  const at = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
  for (const [minutes, meters] of [
    [50, 3000],
    [40, 20],
    [35, 25],
    [30, 20],
    [20, 3000],
  ] as const) {
    const recorded_at = at(minutes);
    await office.fix(person.id, north(place.latitude, meters), place.longitude, { recorded_at, speed: 0 });
  }
  await office.job({ title: "Where to look", ...place });
  const context = await signedIn(browser, dispatcher);
  const page = await context.newPage();
  await page.goto("/map");
  await page.getByRole("tab", { name: /^Jobs/ }).click();
  await page.getByRole("option", { name: /Where to look/ }).click();
  await expect(page.getByRole("region", { name: "Job", exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Who was here?" }).click();
  const drawer = page.getByRole("region", { name: "Who was here?" });
  await expect(drawer.getByText("Choose what the map shows, or draw on it.")).toBeVisible();

  await drawer.getByRole("button", { name: "Draw a shape" }).click();
  await expect(drawer.getByText(/^Click the corners/)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(drawer.getByText("Choose what the map shows, or draw on it.")).toBeVisible();

  await drawer.getByRole("button", { name: "Draw a rectangle" }).click();
  await page.mouse.click(440, 120);
  await page.mouse.click(1000, 700);
  await expect(drawer.getByText(/^Looking at an area of/)).toBeVisible();

  // Whatever time of day it is: an hour ago may have been yesterday.
  await drawer.getByText("7 days", { exact: true }).click();
  await drawer.getByRole("button", { name: "This view" }).press("Enter");
  const row = drawer.getByRole("list", { name: "Stays" }).getByRole("button", { name: /Area Visitor/ });
  await expect(row).toContainText("Stopped");
  await row.click();
  await expect(row).toHaveAttribute("aria-pressed", "true");

  await page.keyboard.press("Escape");
  await expect(drawer).toHaveCount(0);
  await context.close();
});

test("on a phone what the map shows can be asked about, and an area as large as a country is refused with a sentence", async ({
  browser,
}) => {
  const context = await signedIn(browser, dispatcher, phone);
  const page = await context.newPage();
  await page.goto("/map");
  await page.getByRole("button", { name: "Who was here?" }).click();
  const drawer = page.getByRole("region", { name: "Who was here?" });
  await expect(drawer.getByRole("button", { name: "Draw a shape" })).toBeHidden();
  for (let i = 0; i < 7; i += 1) {
    await page.getByRole("button", { name: "Zoom out" }).click();
    await page.waitForFunction(() => document.querySelector(".leaflet-zoom-anim") === null);
  }
  await drawer.getByRole("button", { name: "This view" }).click();
  await expect(drawer.getByText("That is too much at once")).toBeVisible();
  await expect(drawer.getByText(/at most 100 km/)).toBeVisible();
  await context.close();
});
