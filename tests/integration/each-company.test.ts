import { expect, it } from "vitest";
import { eachCompany } from "@/server/timers/each-company";
import { freshDatabase } from "../support/database";
import { makeTenant } from "../support/fixtures";

freshDatabase();

it("a company for which a task fails keeps it from no other one, and the queue hears of it", async () => {
  const companies = [await makeTenant("one"), await makeTenant("two"), await makeTenant("three")];
  const done: string[] = [];
  const failing = companies[1]?.id;
  const task = eachCompany("counting", async (tenantId) => {
    if (tenantId === failing) throw new Error("too large");
    done.push(tenantId);
  });
  await expect(task).rejects.toThrow("counting failed for 1 companies");
  expect(done.sort()).toEqual(
    companies
      .map(({ id }) => id)
      .filter((id) => id !== failing)
      .sort(),
  );
});
