import { expect, test } from "@playwright/test";
import { dispatcher, Office, signedIn } from "./people";

test("a dispatcher finds a technician by keyboard, reads, goes back", async ({ browser, request }) => {
  const office = new Office(request);
  const person = await office.technician("Keyboard Quest");
  await office.fix(person.id, 6.2, 3.4);
  const page = await (await signedIn(browser, dispatcher)).newPage();
  await page.goto("/map");
  await expect(page.getByRole("option", { name: /Keyboard Quest/ })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("keyboard q");
  await expect(page.getByRole("dialog").getByText("Keyboard Quest")).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`technician=${person.id}`));
  await expect(page.getByRole("heading", { name: "Keyboard Quest" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/technician=/);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Keyboard Quest" })).toBeVisible();
  await page.context().close();
});

test("assigning from the drawer shows at once, in the log and on the technician", async ({
  browser,
  request,
}) => {
  const office = new Office(request);
  const person = await office.technician("Pick Me");
  const job = await office.job({ title: "To be given away" });
  const page = await (await signedIn(browser, dispatcher)).newPage();
  await page.goto(`/map?job=${job.id}`);
  const drawer = page.getByRole("region", { name: "Job", exact: true });
  await drawer.getByRole("button", { name: "Assign" }).click();
  await page.getByRole("dialog").getByRole("searchbox").fill("Pick Me");
  await page
    .getByRole("dialog")
    .getByRole("option", { name: /Pick Me/ })
    .click();
  await expect.poll(async () => (await office.read(`/jobs/${job.id}`)).technician_id).toBe(person.id);
  await expect(drawer.getByText("Pick Me").first()).toBeVisible();
  await page.context().close();
});

test("polling shows the same as the socket, and says so", async ({ browser, request }) => {
  const office = new Office(request);
  const person = await office.technician("Polled Person");
  const job = await office.job({
    title: "Polled job",
    technician_id: person.id,
    latitude: 6.22,
    longitude: 3.42,
  });
  const page = await (await signedIn(browser, dispatcher)).newPage();
  await page.goto(`/map?job=${job.id}`);
  await page.getByRole("banner").getByRole("button", { name: /^Live/ }).click();
  await page.getByRole("menuitemradio", { name: /15 s/ }).click();
  await expect(page.getByRole("banner").getByRole("button", { name: /15 s/ })).toBeVisible();
  await office.fix(person.id, 6.22, 3.42);
  await expect(
    page.getByRole("region", { name: "Job", exact: true }).getByText("Running", { exact: true }),
  ).toBeVisible({
    timeout: 25_000,
  });
  await page.context().close();
});

test("a decision made while its list is still on the way shows as soon as it is made", async ({
  browser,
  request,
}) => {
  const office = new Office(request);
  const person = await office.technician("Just Ahead");
  const job = await office.job({
    title: "Read and decided at once",
    technician_id: person.id,
    latitude: 6.23,
    longitude: 3.43,
  });
  const page = await (await signedIn(browser, dispatcher)).newPage();
  let arrive = () => {};
  const arrived = new Promise<void>((resolve) => {
    arrive = resolve;
  });
  let asked = () => {};
  const askedBefore = new Promise<void>((resolve) => {
    asked = resolve;
  });
  await page.route(
    "**/geofence/decisions?*",
    async (route) => {
      const before = await route.fetch();
      asked();
      await arrived;
      await route.fulfill({ response: before });
    },
    { times: 1 },
  );
  await page.goto(`/map?job=${job.id}`);
  await askedBefore;
  await office.fix(person.id, 6.23, 3.43);
  const drawer = page.getByRole("region", { name: "Job", exact: true });
  await expect(drawer.getByText("Running", { exact: true })).toBeVisible();
  arrive();
  await expect(drawer.getByText(/One fix surely inside the 100 m fence/)).toBeVisible();
  await page.context().close();
});
