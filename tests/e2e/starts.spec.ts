import { expect, test } from "@playwright/test";
import { dispatcher, north, Office, phone, signedIn } from "./people";

test("a technician cancels the countdown of an arrival on the phone", async ({ browser, request }) => {
  const office = new Office(request);
  const context = await signedIn(browser, "tech4@demo.truckroll.test", phone);
  const session = (await (await context.request.get("/api/auth/session")).json()) as {
    user: { technicianId: string };
  };
  const technicianId = session.user.technicianId;
  await office.startShift(technicianId);
  const site = { latitude: 6.23, longitude: 3.41 };
  // The demo company gives the technician 30 s before jobs of this type start.
  const job = await office.job({ title: "Look round", type: "survey", technician_id: technicianId, ...site });
  const page = await context.newPage();
  await page.goto("/today");
  await office.fix(technicianId, north(site.latitude, 900), site.longitude);
  await office.fix(technicianId, site.latitude, site.longitude);
  const question = page.getByRole("region", { name: "Start the job?" });
  await expect(question).toContainText(/Look round starts in \d+\ss\./);
  await expect(question.getByRole("button", { name: "Start now" })).toBeVisible();
  if (process.env.E2E_PICTURES) await page.screenshot({ path: `${process.env.E2E_PICTURES}/countdown.png` });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await expect(page.getByText("On site, waiting").first()).toBeVisible();
  expect((await office.read(`/jobs/${job.id}`)).status).toBe("assigned");
  await context.close();
});

test("a dispatcher undoes a start that happened by itself", async ({ browser, request }) => {
  const office = new Office(request);
  const technician = await office.technician("Undo Adeyemi");
  const site = { latitude: 6.24, longitude: 3.42 };
  const job = await office.job({ title: "Started too soon", technician_id: technician.id, ...site });
  await office.fix(technician.id, north(site.latitude, 900), site.longitude);
  await office.fix(technician.id, site.latitude, site.longitude);
  await expect.poll(async () => (await office.read(`/jobs/${job.id}`)).status).toBe("running");
  const context = await signedIn(browser, dispatcher);
  const page = await context.newPage();
  await page.goto(`/map?job=${job.id}`);
  const offer = page.getByRole("region", { name: "Started by itself" });
  await expect(offer).toContainText("Undo puts the job back to how it was.");
  if (process.env.E2E_PICTURES) await page.screenshot({ path: `${process.env.E2E_PICTURES}/undo.png` });
  const undo = offer.getByRole("button", { name: `Undo the start of #${job.number}` });
  await undo.focus();
  await page.keyboard.press("Enter");
  await expect(offer).toBeHidden();
  await expect.poll(async () => (await office.read(`/jobs/${job.id}`)).status).toBe("assigned");
  await context.close();
});

test("a technician says on the phone that a drive-past was a visit, and the dispatcher's screen follows", async ({
  browser,
  request,
}) => {
  const office = new Office(request);
  const context = await signedIn(browser, "tech6@demo.truckroll.test", phone);
  const session = (await (await context.request.get("/api/auth/session")).json()) as {
    user: { technicianId: string };
  };
  const technicianId = session.user.technicianId;
  await office.startShift(technicianId);
  const site = { latitude: 6.25, longitude: 3.43 };
  const job = await office.job({
    title: "Seen from the road",
    site_name: "Harbour Yard",
    technician_id: technicianId,
    ...site,
  });
  const drive = (minutesAgo: number, meters: number) =>
    office.fix(technicianId, north(site.latitude, meters), site.longitude, {
      speed: 10,
      recorded_at: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
    });
  await drive(9, -1000);
  await drive(2, 1000);
  const desk = await signedIn(browser, dispatcher);
  const [page, map] = [await context.newPage(), await desk.newPage()];
  await Promise.all([page.goto("/today"), map.goto(`/map?job=${job.id}`)]);
  const name = `Was the drive past #${job.number} a visit?`;
  const asked = map.getByRole("region", { name });
  await expect(asked).toContainText(/drove past between \d\d:\d\d and \d\d:\d\d\. Was that a visit\?/);
  const question = page.getByRole("region", { name });
  await expect(question).toContainText("You drove past Harbour Yard between");
  const yes = question.getByRole("button", { name: "Yes, a visit" });
  await yes.focus();
  await page.keyboard.press("Enter");
  await expect(question).toBeHidden();
  await expect(page.getByRole("heading", { level: 1 })).toBeFocused();
  await expect(asked).toBeHidden();
  await expect(map.getByText(/confirmed as a visit by/)).toBeVisible();
  await context.close();
  await desk.close();
});
