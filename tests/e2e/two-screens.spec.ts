import { expect, test } from "@playwright/test";
import { dispatcher, north, Office, otherDispatcher, signedIn, strangerDispatcher } from "./people";

test("a van pulls up: the job starts by itself and every dispatcher's screen shows it", async ({
  browser,
  request,
}) => {
  const office = new Office(request);
  const technician = await office.technician("Wale Adewale");
  const job = await office.job({
    title: "Two screens",
    technician_id: technician.id,
    latitude: 6.205,
    longitude: 3.41,
  });
  const screens = await Promise.all(
    [dispatcher, otherDispatcher].map(async (email) => {
      const page = await (await signedIn(browser, email)).newPage();
      await page.goto(`/map?job=${job.id}`);
      await expect(page.getByRole("heading", { name: "Two screens" })).toBeVisible();
      return page;
    }),
  );
  await office.fix(technician.id, north(6.205, 400), 3.41);
  await office.fix(technician.id, north(6.205, 45), 3.41, { recorded_at: new Date().toISOString() });
  for (const page of screens) {
    const drawer = page.getByRole("region", { name: "Job", exact: true });
    await expect(drawer.getByText("Running", { exact: true })).toBeVisible();
    await expect(drawer.getByText("started by itself").first()).toBeVisible();
    await expect(drawer.getByText(/One fix surely inside the 100 m fence: 45 m ± 8 m/)).toBeVisible();
    await expect(page.getByText(`Wale A. arrived at #${job.number}`).first()).toBeVisible();
  }
  for (const page of screens) await page.context().close();
});

test("another company's dispatcher sees nothing of it", async ({ browser, request }) => {
  const office = new Office(request);
  const technician = await office.technician("Hidden Person");
  const job = await office.job({ title: "Hidden work", technician_id: technician.id });
  const page = await (await signedIn(browser, strangerDispatcher)).newPage();
  await page.goto(`/map?job=${job.id}`);
  await expect(page.getByRole("tab", { name: /^Technicians 5$/ })).toBeVisible();
  await office.fix(technician.id, 6.2, 3.4);
  await expect(page.getByText("Hidden", { exact: false })).toHaveCount(0);
  await page.context().close();
});

test("two dispatchers act on one job at once: one wins, the other is told and sees what is true", async ({
  browser,
  request,
}) => {
  const office = new Office(request);
  const job = await office.job({ title: "Contested" });
  const [one, two] = await Promise.all([
    office.technician("First Choice"),
    office.technician("Second Choice"),
  ]);
  const answers = await Promise.all(
    [one, two].map((who) =>
      office.post(`/jobs/${job.id}/assign/${who.id}`, { version: job.version }).catch(String),
    ),
  );
  expect(answers.filter((answer) => typeof answer !== "string")).toHaveLength(1);
  expect(answers.find((answer) => typeof answer === "string")).toContain("409");
  const page = await (await signedIn(browser, dispatcher)).newPage();
  await page.goto(`/map?job=${job.id}`);
  const winner =
    (await office.read(`/jobs/${job.id}`)).technician_id === one.id ? "First Choice" : "Second Choice";
  await expect(
    page.getByRole("region", { name: "Job", exact: true }).getByText(winner).first(),
  ).toBeVisible();
  await page.context().close();
});
