import { expect, test } from "@playwright/test";
import { dispatcher, PASSWORD, platform, signedIn, technician } from "./people";

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

test("the platform operator is told that the company's map is not his", async ({ browser }) => {
  const context = await signedIn(browser, platform);
  const page = await context.newPage();
  await page.goto("/map");
  await expect(page.getByRole("tab", { name: /^Technicians/ })).toHaveCount(0);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await context.close();
});

test("signing out ends the session for open pages and for the API", async ({ browser }) => {
  const context = await signedIn(browser, dispatcher);
  const page = await context.newPage();
  await page.goto("/map");
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  const answer = await context.request.get("/api/v1/field-service/jobs");
  expect(answer.status()).toBe(401);
  await context.close();
});
