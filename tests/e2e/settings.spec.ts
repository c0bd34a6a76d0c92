import { expect, type Page, test } from "@playwright/test";
import { admin, dispatcher, signedIn } from "./people";

const section = (page: Page, name: string) => page.getByRole("region", { name });

test("an administrator changes the settings, is warned of a small fence, and dispatchers see it at once", async ({
  browser,
}) => {
  const boss = await signedIn(browser, admin);
  const office = await signedIn(browser, dispatcher);
  const [page, seen] = [await boss.newPage(), await office.newPage()];
  await Promise.all([page.goto("/settings"), seen.goto("/settings")]);
  await expect(seen.getByText("Administrators can change it.")).toBeVisible();
  await expect(seen.getByRole("button", { name: "Save" })).toHaveCount(0);

  const arrivals = section(page, "Arrivals");
  const within = arrivals.getByLabel("Arrived within");
  const save = arrivals.getByRole("button", { name: "Save" });
  await expect(save).toBeDisabled();
  await within.fill("45");
  await within.press("Tab");
  await expect(arrivals.getByText(/^Below 50 m many phones/)).toBeVisible();
  await within.fill("600");
  await within.press("Tab");
  await expect(arrivals.getByText(/^This cannot be nearer/)).toBeVisible();
  await expect(save).toBeDisabled();
  await within.fill("110");
  await within.press("Enter");
  await expect(page.getByText("Arrivals saved")).toBeVisible();
  await expect(section(seen, "Arrivals").getByLabel("Arrived within")).toHaveValue("110 m");

  await within.fill("100");
  await within.press("Enter");
  await expect(section(seen, "Arrivals").getByLabel("Arrived within")).toHaveValue("100 m");
  await boss.close();
  await office.close();
});

test("two administrators do not overwrite each other unseen", async ({ browser }) => {
  const context = await signedIn(browser, admin);
  const [mine, theirs] = [await context.newPage(), await context.newPage()];
  await Promise.all([mine.goto("/settings"), theirs.goto("/settings")]);
  const edit = async (page: Page, seconds: string) => {
    const field = section(page, "Arrivals").getByLabel("Same visit if back within");
    await field.fill(seconds);
    await field.press("Tab");
  };
  const save = (page: Page) => section(page, "Arrivals").getByRole("button", { name: "Save" }).click();
  await edit(mine, "240");
  await edit(theirs, "420");
  await save(theirs);
  await expect(theirs.getByText("Arrivals saved")).toBeVisible();
  await save(mine);
  await expect(mine.getByText("Somebody changed the settings while you were editing")).toBeVisible();
  await expect(mine.getByText("Same visit if back within is now 420 seconds.")).toBeVisible();
  await mine.getByRole("button", { name: "Go on with mine" }).click();
  await save(mine);
  await expect(mine.getByText("Arrivals saved")).toBeVisible();
  await edit(mine, "300");
  await save(mine);
  await expect(mine.getByText("Not saved yet")).toHaveCount(0);
  await context.close();
});
