import { describe, expect, it } from "vitest";
import { GroupCommit } from "./group-commit";

class Outage extends Error {}
class Collision extends Error {}

/** A writer whose writes end when the test says so. */
function writer(options: { limit?: number; refuse?: (items: readonly number[]) => Error | null } = {}) {
  const writes: number[][] = [];
  const gates: (() => void)[] = [];
  let open = false;
  const queue = new GroupCommit<number, string>({
    write: async (items) => {
      writes.push([...items]);
      if (!open) await new Promise<void>((resolve) => gates.push(resolve));
      const refusal = options.refuse?.(items) ?? null;
      if (refusal) throw refusal;
      return items.map((item) => `stored ${item}`);
    },
    sizeOf: (item) => item,
    limit: options.limit ?? 1000,
    isOutage: (error) => error instanceof Outage,
    isCollision: (error) => error instanceof Collision,
  });
  return {
    queue,
    writes,
    release: () => {
      open = true;
      for (const gate of gates.splice(0)) gate();
    },
  };
}

const settled = (promises: Promise<string>[]) =>
  Promise.all(promises.map((promise) => promise.catch((error: Error) => error.message)));

describe("group commit", () => {
  it("rests after a write before it begins the next, and whoever was written does not wait for it", async () => {
    const writes: string[] = [];
    let wake = () => {};
    const resting = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const queue = new GroupCommit<string, string>({
      write: async (items) => {
        writes.push(items.join("+"));
        return items;
      },
      sizeOf: () => 1,
      limit: 10,
      rest: () => resting,
      isOutage: () => false,
      isCollision: () => false,
    });
    await queue.add("first");
    const later = [queue.add("second"), queue.add("third")];
    expect(writes).toEqual(["first"]);
    wake();
    await Promise.all(later);
    expect(writes).toEqual(["first", "second+third"]);
  });

  it("writes an idle item at once, and what came meanwhile together as the next", async () => {
    const { queue, writes, release } = writer();
    const first = queue.add(1);
    const rest = [2, 3, 4].map((item) => queue.add(item));
    expect(writes).toEqual([[1]]);
    release();
    expect(await settled([first, ...rest])).toEqual(["stored 1", "stored 2", "stored 3", "stored 4"]);
    expect(writes).toEqual([[1], [2, 3, 4]]);
    await queue.add(5);
    expect(writes.at(-1)).toEqual([5]);
  });

  it("keeps a batch within its limit, and takes an item larger than that alone", async () => {
    const { queue, writes, release } = writer({ limit: 10 });
    const all = [1, 4, 6, 1, 30, 2].map((item) => queue.add(item));
    release();
    await Promise.all(all);
    expect(writes).toEqual([[1], [4, 6], [1], [30], [2]]);
  });

  it("does a write again that met another one, and gives up after a few times", async () => {
    let left = 2;
    const passing = writer({ refuse: () => (left-- > 0 ? new Collision("met") : null) });
    const all = [passing.queue.add(1), passing.queue.add(2)];
    passing.release();
    expect(await settled(all)).toEqual(["stored 1", "stored 2"]);
    const hopeless = writer({ refuse: () => new Collision("met again") });
    const one = hopeless.queue.add(7);
    hopeless.release();
    expect(await settled([one])).toEqual(["met again"]);
    expect(hopeless.writes).toHaveLength(4);
  });

  it("lets an item that cannot be written fail alone, its neighbours stay in order", async () => {
    const refuse = (items: readonly number[]) => (items.includes(3) ? new Error("bad three") : null);
    const { queue, writes, release } = writer({ refuse });
    const all = [9, 1, 2, 3, 4, 5].map((item) => queue.add(item));
    release();
    expect(await settled(all)).toEqual([
      "stored 9",
      "stored 1",
      "stored 2",
      "bad three",
      "stored 4",
      "stored 5",
    ]);
    const first = (item: number) => writes.findLastIndex((items) => items.includes(item));
    expect([1, 2, 3, 4, 5].map(first)).toEqual([1, 2, 3, 4, 5].map(first).toSorted((a, b) => a - b));
  });

  it("tries nobody again when the database is away, and goes on with whoever comes next", async () => {
    let away = true;
    const { queue, writes, release } = writer({ refuse: () => (away ? new Outage("away") : null) });
    const lost = [1, 2, 3].map((item) => queue.add(item));
    release();
    expect(await settled(lost)).toEqual(["away", "away", "away"]);
    expect(writes).toEqual([[1], [2, 3]]);
    away = false;
    expect(await queue.add(4)).toBe("stored 4");
  });

  it("refuses the item that a write gave no answer for", async () => {
    const queue = new GroupCommit<number, string>({
      write: async () => [],
      sizeOf: () => 1,
      limit: 5,
      isOutage: () => false,
      isCollision: () => false,
    });
    await expect(queue.add(1)).rejects.toThrow("too few");
  });
});
