import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { appOfWorker } from "./app-of-worker";
import { admin, dispatcher, Office, phone, signedIn, technician } from "./people";

// Fourteen pages, each read by axe: a lot for a small machine without a graphics card.
test("no serious or critical finding on any page, light or dark", async ({ browser, request }) => {
  test.slow();
  const office = new Office(request);
  const person = await office.technician("Axe");
  const job = await office.job({ title: "Axe", technician_id: person.id });
  await office.fix(person.id, 6.2, 3.4);
  await office.post(`/technicians/${person.id}/devices`, { app: "owntracks", label: "Van 7" });
  const light = { colorScheme: "light" } as const;
  const console = await signedIn(browser, dispatcher, light);
  const boss = await signedIn(browser, admin, light);
  const field = await signedIn(browser, technician, { ...phone, ...light });
  const nobody = await browser.newContext({ baseURL: appOfWorker()?.baseUrl, ...light });
  // The town lies in Lagos.
  const today = new Date().toLocaleDateString("sv", { timeZone: "Africa/Lagos" });
  const visits = [
    { context: nobody, path: "/sign-in", shows: "Demo accounts" },
    { context: console, path: "/map", shows: person.full_name },
    { context: console, path: `/map?technician=${person.id}`, shows: "Jobs today · 1" },
    { context: console, path: `/map?job=${job.id}`, shows: "History" },
    { context: console, path: `/map?job=${job.id}&fence=try`, shows: "Try on the last 30 days" },
    { context: console, path: `/map?technician=${person.id}&day=${today}`, shows: "60×" },
    { context: console, path: "/jobs", shows: "Axe" },
    { context: console, path: "/technicians", shows: person.full_name },
    { context: console, path: `/technicians/${person.id}/devices`, shows: "Van 7" },
    { context: console, path: "/settings", shows: "Administrators can change it" },
    { context: boss, path: "/settings", shows: "Arrived within" },
    { context: field, path: "/today", shows: "Start shift" },
    { context: field, path: "/today/devices", shows: "Add a device" },
    { context: field, path: "/today/recorded", shows: "Who can see this" },
  ];
  for (const { context, path, shows } of visits) {
    const page = await context.newPage();
    await page.goto(path);
    await expect(page.getByText(shows).first()).toBeVisible();
    expect(await graveFindings(new AxeBuilder({ page })), path).toEqual([]);
    // Nothing but the colours is another one in the dark.
    await page.emulateMedia({ colorScheme: "dark" });
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await transitionsOver(page);
    const colours = new AxeBuilder({ page }).withRules(["color-contrast"]);
    expect(await graveFindings(colours), `${path}, dark`).toEqual([]);
    await page.close();
  }
  for (const context of [console, boss, field, nobody]) await context.close();
});

/** Colours halfway between two themes are nobody's. */
async function transitionsOver(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const transitions = document.getAnimations().filter((one) => one instanceof CSSTransition);
    await Promise.allSettled(transitions.map(({ finished }) => finished));
  });
}

async function graveFindings(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  return grave.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}

test("no page scrolls sideways at 360 px", async ({ browser, request }) => {
  const office = new Office(request);
  const person = await office.technician("Narrow Person-With-A-Rather-Long-Name");
  const job = await office.job({
    title: "A job with a title that is longer than any phone is wide",
    technician_id: person.id,
  });
  await office.post(`/technicians/${person.id}/devices`, {
    app: "gpslogger",
    label: "A phone with a name that-has-rather-long-words-in-it and goes on",
  });
  const narrow = { ...phone, viewport: { width: 360, height: 740 } };
  const console = await signedIn(browser, dispatcher, narrow);
  const field = await signedIn(browser, technician, narrow);
  for (const [context, path, shows] of [
    [console, "/map", person.full_name],
    [console, `/map?job=${job.id}`, "History"],
    [console, `/map?job=${job.id}&fence=try`, "Try on the last 30 days"],
    [console, `/map?technician=${person.id}&trip=${job.id}`, "This trip is not there any more"],
    [console, `/map?technician=${person.id}`, "Jobs today · 1"],
    [console, "/jobs", "A job with a title"],
    [console, "/technicians", person.full_name],
    [console, `/technicians/${person.id}/devices`, "A phone with a name"],
    [console, "/settings", "Arrived within"],
    [field, "/today", "Start shift"],
    [field, "/today/devices", "Add a device"],
    [field, "/today/recorded", "Who can see this"],
  ] as const) {
    const page = await context.newPage();
    await page.goto(path);
    await expect(page.getByText(shows).first()).toBeVisible();
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
    await page.close();
  }
  await console.close();
  await field.close();
});
