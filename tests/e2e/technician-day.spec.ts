import { expect, test } from "@playwright/test";
import type { PhonePageWire } from "@/lib/tracking/phone-page/phone-page-wire";
import { dispatcher, north, Office, phone, signedIn } from "./people";

const site = { latitude: 6.21, longitude: 3.39 };

test("a technician's day: shift, travel, arrival by GPS, completion", async ({ browser, request }) => {
  const office = new Office(request);
  const email = "tech2@demo.truckroll.test";
  const context = await signedIn(browser, email, {
    ...phone,
    geolocation: { latitude: north(site.latitude, 900), longitude: site.longitude, accuracy: 10 },
    permissions: ["geolocation"],
  });
  const session = (await (await context.request.get("/api/auth/session")).json()) as {
    user: { technicianId: string };
  };
  const job = await office.job({ title: "Phone day", technician_id: session.user.technicianId, ...site });
  const page = await context.newPage();
  await page.goto("/today");
  await page.getByRole("button", { name: "Start shift" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Continue" }).click();
  await office.onShift(session.user.technicianId);
  // The first place that the browser makes up is as old as its context; this one is of the shift.
  await context.setGeolocation({
    latitude: north(site.latitude, 860),
    longitude: site.longitude,
    accuracy: 10,
  });
  await expect(page.getByText(/^Sharing/)).toBeVisible();
  await page.getByRole("button", { name: "Start travel" }).click();
  await expect.poll(async () => (await office.read(`/jobs/${job.id}`)).status).toBe("en_route");
  await context.setGeolocation({
    latitude: north(site.latitude, 20),
    longitude: site.longitude,
    accuracy: 10,
  });
  await expect.poll(async () => (await office.read(`/jobs/${job.id}`)).status).toBe("running");
  await page.getByRole("button", { name: "Complete", exact: true }).click();
  await expect.poll(async () => (await office.read(`/jobs/${job.id}`)).status).toBe("completed");
  await context.close();
});

test("fixes taken without network are kept and arrive in order when it is back", async ({
  browser,
  request,
}) => {
  const office = new Office(request);
  const context = await signedIn(browser, "tech3@demo.truckroll.test", {
    ...phone,
    geolocation: { latitude: 6.19, longitude: 3.4, accuracy: 10 },
    permissions: ["geolocation"],
  });
  const session = (await (await context.request.get("/api/auth/session")).json()) as {
    user: { technicianId: string };
  };
  const id = session.user.technicianId;
  const page = await context.newPage();
  await page.goto("/today");
  await page.getByRole("button", { name: "Start shift" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Continue" }).click();
  await office.onShift(id);
  await context.setGeolocation({ latitude: 6.1903, longitude: 3.4, accuracy: 10 });
  await expect(page.getByText(/^Sharing/)).toBeVisible();
  await context.setOffline(true);
  await context.setGeolocation({ latitude: 6.1905, longitude: 3.4, accuracy: 10 });
  await expect(page.getByText(/No network · [1-9]\d* waiting/)).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/^Sharing .*· 0 waiting/)).toBeVisible({ timeout: 45_000 });
  const fixes = (await office.read(`/technicians/${id}/fixes`)) as unknown as {
    items: { latitude: number; recorded_at: string }[];
  };
  expect(fixes.items.some((fix) => Math.abs(fix.latitude - 6.1905) < 1e-6)).toBe(true);
  const times = fixes.items.map((fix) => fix.recorded_at);
  expect(times).toEqual([...times].sort());
  const phonePage = async () =>
    ((await office.read(`/technicians/${id}/phone-page`)) as unknown as { phone_page: PhonePageWire | null })
      .phone_page;
  await expect.poll(async () => (await phonePage())?.outage ?? null).not.toBeNull();
  await page.getByText(/^Sharing/).click();
  await page.getByRole("link", { name: "Set up a tracker app" }).click();
  await expect(page.getByRole("article", { name: "Phone page" })).toContainText("in front");
  // Sharing goes on while another page of the phone is open.
  await context.setGeolocation({ latitude: 6.1908, longitude: 3.4, accuracy: 10 });
  await expect
    .poll(async () => JSON.stringify(await office.read(`/technicians/${id}/fixes`)))
    .toContain("6.1908");
  await page.goto("about:blank");
  await expect.poll(async () => (await phonePage())?.state).toBe("closed");
  await context.close();
});

test("a phone that may not use the location says so, to the technician and to the dispatcher", async ({
  browser,
  request,
}) => {
  const office = new Office(request);
  // What is granted shuts out what is not.
  const context = await signedIn(browser, "tech9@demo.truckroll.test", {
    ...phone,
    permissions: ["notifications"],
  });
  const session = (await (await context.request.get("/api/auth/session")).json()) as {
    user: { technicianId: string; name: string };
  };
  await office.startShift(session.user.technicianId);
  const page = await context.newPage();
  await page.goto("/today");
  await expect(page.getByText("Location permission denied · how to allow it")).toBeVisible();
  const desk = await signedIn(browser, dispatcher);
  const console = await desk.newPage();
  await console.goto(`/map?technician=${session.user.technicianId}`);
  await expect(console.getByRole("region", { name: "Phone" })).toContainText(
    "The browser may not use the location",
  );
  const row = console.getByRole("option", { name: new RegExp(session.user.name) });
  await expect(row).toContainText("Location not allowed");
  await Promise.all([context.close(), desk.close()]);
});
