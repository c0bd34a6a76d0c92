import { expect, test } from "@playwright/test";
import { dispatcher, Office, phone, platform, signedIn, technician } from "./people";

test("a tracker app is added, heard from within seconds, explains its last request, and is revoked", async ({
  browser,
  request,
}) => {
  const person = await new Office(request).technician("Tracker Person");
  const context = await signedIn(browser, dispatcher, { permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  await page.goto(`/map?technician=${person.id}`);
  await page.getByRole("link", { name: "Devices of Tracker Person" }).click();
  await expect(page).toHaveURL(`/technicians/${person.id}/devices`);
  await expect(page.getByText("No device yet")).toBeVisible();

  await page.getByRole("button", { name: "Add a device" }).click();
  await page.getByRole("radio", { name: /OwnTracks/ }).check({ force: true });
  await page.getByLabel("Name of the phone (optional)").fill("Van 7");
  await page.getByRole("button", { name: "Add device" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up OwnTracks" });
  await expect(dialog.getByRole("img", { name: "QR code with the settings" })).toBeVisible();
  await expect(dialog.getByText("This is shown only now.")).toBeVisible();
  await expect(dialog.getByText("Waiting for the first location…")).toBeVisible();
  const copied = async (row: string) => {
    await dialog.getByRole("button", { name: `Copy: ${row}`, exact: true }).click();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  const url = new URL(await copied("URL"));
  const token = await copied("Password");
  const send = (location: object) =>
    request.post(url.pathname, {
      headers: { authorization: `Basic ${btoa(`device:${token}`)}` },
      data: { _type: "location", lat: 6.5244, lon: 3.3792, acc: 8, batt: 81, ...location },
    });
  expect((await send({ tst: Math.floor(Date.now() / 1000) })).status()).toBe(200);
  await expect(dialog.getByText("Heard from it:")).toBeVisible();
  await expect(dialog.getByText("6.5244, 3.3792 ± 8 m")).toBeVisible();
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("button", { name: "Add a device" })).toBeFocused();

  const card = page.getByRole("article", { name: "Van 7" });
  await expect(card.getByText("Sending")).toBeVisible();
  await expect(card.getByText("81 %")).toBeVisible();
  await card.getByRole("button", { name: "Last request" }).click();
  await expect(card.getByText('"lat":6.5244')).toBeVisible();
  await expect(card.getByRole("cell", { name: "A location." })).toBeVisible();
  await expect(card.getByText("Used: moves the marker, starts and ends jobs.")).toBeVisible();
  expect(await page.content()).not.toContain(token);

  expect((await send({ tst: Math.floor(Date.now() / 1000) + 86_400 })).status()).toBe(200);
  await expect(card.getByText("Not taken: the clock of the phone is ahead")).toBeVisible({ timeout: 25_000 });

  await card.getByRole("button", { name: "Revoke Van 7" }).click();
  await page
    .getByRole("alertdialog", { name: "Revoke Van 7?" })
    .getByRole("button", { name: "Revoke" })
    .click();
  await expect(card.getByText(/^Revoked /)).toBeVisible();
  await expect(card.getByRole("button", { name: "Revoke Van 7" })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: "Tracker devices" })).toBeFocused();
  expect((await send({ tst: Math.floor(Date.now() / 1000) })).status()).toBe(200);
  await page.reload();
  await expect(card.getByText(/^Revoked /)).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(`/map?technician=${person.id}`);
  await context.close();
});

test("a revocation that the server does not take is taken back on the screen, and said", async ({
  browser,
  request,
}) => {
  const office = new Office(request);
  const person = await office.technician("Kept Device");
  await office.post(`/technicians/${person.id}/devices`, { app: "overland", label: "Old phone" });
  const page = await (await signedIn(browser, dispatcher)).newPage();
  await page.goto(`/technicians/${person.id}/devices`);
  const card = page.getByRole("article", { name: "Old phone" });
  await page.route("**/devices/*", (route) =>
    route.request().method() === "DELETE" ? route.abort() : route.continue(),
  );
  await card.getByRole("button", { name: "Revoke Old phone" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText("Old phone was not revoked")).toBeVisible();
  await expect(card.getByText("Not heard from yet")).toBeVisible();
  await expect(card.getByRole("button", { name: "Revoke Old phone" })).toBeVisible();
  await page.context().close();
});

test("the platform operator sees devices and no button to change them", async ({ browser, request }) => {
  const office = new Office(request);
  const person = await office.technician("Looked At");
  await office.post(`/technicians/${person.id}/devices`, { app: "traccar", label: "Seen" });
  const page = await (await signedIn(browser, platform)).newPage();
  await page.goto(`/technicians/${person.id}/devices`);
  await expect(page.getByRole("article", { name: "Seen" })).toBeVisible();
  await expect(page.getByText(/^You may look at these devices/)).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Add a device|Revoke)/ })).toHaveCount(0);
  await page.context().close();
});

test("an address of nobody says so", async ({ browser }) => {
  const page = await (await signedIn(browser, dispatcher)).newPage();
  for (const id of ["0199aaaa-0000-7000-8000-000000000000", "nobody"]) {
    await page.goto(`/technicians/${id}/devices`);
    await expect(page.getByText("No such technician")).toBeVisible();
  }
  await page.context().close();
});

test("a technician sets up the app on his own phone", async ({ browser }) => {
  const page = await (await signedIn(browser, technician, phone)).newPage();
  await page.goto("/today");
  await page.getByRole("button", { name: /^Start your shift|^Not sharing|^Sharing/ }).click();
  await page.getByRole("link", { name: "Set up a tracker app" }).click();
  await expect(page).toHaveURL("/today/devices");
  await page.getByRole("button", { name: "Add a device" }).click();
  await page.getByRole("button", { name: "Add device" }).click();
  const dialog = page.getByRole("dialog", { name: "Set up OwnTracks" });
  await expect(dialog.getByRole("link", { name: "Open on this phone" })).toHaveAttribute(
    "href",
    /^owntracks:\/\/\/config\?inline=/,
  );
  await dialog.getByRole("button", { name: "Done" }).click();
  await expect(page.getByText("Not heard from yet")).toBeVisible();
  await page.context().close();
});
