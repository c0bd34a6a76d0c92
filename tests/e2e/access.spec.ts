import { expect, test } from "@playwright/test";
import { dispatcher, Office, otherDispatcher, PASSWORD, platform, signedIn, technician } from "./people";

test("somebody who is not signed in is asked to, and comes back to where he wanted to go", async ({
  page,
}) => {
  await page.goto("/map?technician=nobody");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("Email address").fill(dispatcher);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/map/);
  await expect(page.getByRole("tab", { name: /^Technicians/ })).toBeVisible();
});

test("a wrong password and an unknown address get the same answer", async ({ page }) => {
  const answers = [];
  for (const email of [dispatcher, "nobody@demo.truckroll.test"]) {
    await page.goto("/sign-in");
    await page.getByLabel("Email address").fill(email);
    await page.getByLabel("Password").fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    const alert = page.getByRole("main").getByRole("alert");
    await expect(alert).not.toBeEmpty();
    answers.push(await alert.textContent());
  }
  expect(answers[0]).toBe(answers[1]);
});

test("a technician gets the phone page and no console", async ({ browser }) => {
  const page = await (await signedIn(browser, technician)).newPage();
  await page.goto("/map");
  await expect(page).toHaveURL(/\/today/);
  await page.context().close();
});

test("the platform operator looks at his company and can change nothing", async ({ browser, request }) => {
  const office = new Office(request);
  const job = await office.job({ title: "Not his to move" });
  const context = await signedIn(browser, platform);
  const page = await context.newPage();
  await page.goto(`/map?job=${job.id}`);
  const drawer = page.getByRole("region", { name: "Job", exact: true });
  await expect(drawer.getByRole("heading", { name: "Not his to move" })).toBeVisible();
  await expect(drawer.getByRole("button", { name: "Assign" })).toHaveCount(0);
  const refused = await context.request.post(`/api/v1/field-service/jobs/${job.id}/cancel`, {
    headers: { origin: new URL(page.url()).origin },
    data: {},
  });
  expect(refused.status()).toBe(403);
  await context.close();
});

test("signing out ends the session for open pages and for the API", async ({ browser }) => {
  const context = await signedIn(browser, dispatcher);
  const page = await context.newPage();
  await page.goto("/map");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out", exact: true }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  const answer = await context.request.get("/api/v1/field-service/jobs");
  expect(answer.status()).toBe(401);
  await context.close();
});

test("signing out everywhere asks first, then ends the account's other browsers and phones too", async ({
  browser,
}) => {
  const here = await signedIn(browser, otherDispatcher);
  const there = await signedIn(browser, otherDispatcher);
  const [page, otherPage] = [await here.newPage(), await there.newPage()];
  await Promise.all([page.goto("/map"), otherPage.goto("/map")]);
  await expect(otherPage.getByRole("tab", { name: /^Technicians/ })).toBeVisible();
  const choose = async (answer: string) => {
    await page.getByRole("button", { name: /^Account of/ }).click();
    await page.getByRole("menuitem", { name: /^Sign out everywhere/ }).click();
    await page.getByRole("alertdialog").getByRole("button", { name: answer }).click();
  };

  await choose("Cancel");
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  expect((await there.request.get("/api/v1/field-service/jobs")).status()).toBe(200);

  await choose("Sign out everywhere");
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(otherPage).toHaveURL(/\/sign-in/);
  for (const context of [here, there]) {
    expect((await context.request.get("/api/v1/field-service/jobs")).status()).toBe(401);
    await context.close();
  }
});
