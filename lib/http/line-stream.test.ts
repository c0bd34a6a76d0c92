import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/errors";
import { lineStream } from "./line-stream";

const refusal = new AppError("impossible", "There is too much of it.");

describe("an answer in lines", () => {
  it("holds each line that was said, in order", async () => {
    const response = await lineStream(async (say) => {
      say({ share: 0.5 });
      await Promise.resolve();
      say({ result: 1 });
    }, "test");
    expect(await response.text()).toBe('{"share":0.5}\n{"result":1}\n');
  });

  it("is a refusal of its own when nothing was said yet", async () => {
    await expect(lineStream(() => Promise.reject(refusal), "test")).rejects.toBe(refusal);
  });

  it("ends with the refusal when something was", async () => {
    const response = await lineStream(async (say) => {
      say({ share: 0.1 });
      throw refusal;
    }, "test");
    const [, last] = (await response.text()).trim().split("\n");
    expect(JSON.parse(last ?? "")).toMatchObject({ problem: { code: "impossible", status: 422 } });
  });

  it("tells the work when nobody reads any more", async () => {
    let stopped: () => void = () => {};
    const hasStopped = new Promise<void>((resolve) => {
      stopped = resolve;
    });
    const response = await lineStream(async (say, signal) => {
      say({ share: 0 });
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      say({ share: 1 });
      stopped();
    }, "test");
    await response.body?.cancel();
    await hasStopped;
  });
});
