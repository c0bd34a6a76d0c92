import { describe, expect, it } from "vitest";
import { type BookedVisit, VisitBook } from "./visit-book";

const MINUTE = 60_000;
const stay = { technicianId: "ada", jobId: "install" };
const stored = (id: string, arrivedAt: number, departedAt: number | null): BookedVisit => ({
  ...stay,
  id,
  arrivedAt,
  arrivedAfter: null,
  openedBy: "fence",
  departed: departedAt === null ? null : { at: departedAt, after: departedAt, reason: "left" },
  changedFrom: null,
});
const arrival = (arrivedAt: number) => ({
  ...stay,
  arrivedAt,
  arrivedAfter: null,
  openedBy: "fence" as const,
  departed: null,
});
const left = (at: number) => ({ at, after: at, reason: "left" as const });

function bookOf(...visits: BookedVisit[]): VisitBook {
  let next = 0;
  return new VisitBook(visits, () => {
    next += 1;
    return `new ${next}`;
  });
}

describe("a book of visits", () => {
  it("writes nothing when nothing happened", () => {
    expect(bookOf(stored("a", 0, MINUTE)).writes()).toEqual({ removed: [], changed: [], added: [] });
  });

  it("writes a visit that began, ended and went on within one batch as what it came to", () => {
    const book = bookOf();
    const id = book.book(arrival(0));
    book.end(stay, left(2 * MINUTE));
    expect(book.reopen(stay, 0)).toBe(id);
    book.end(stay, left(9 * MINUTE));
    expect(book.writes().added).toMatchObject([{ id, arrivedAt: 0, departed: { at: 9 * MINUTE } }]);
  });

  it("takes the open visit for an arrival where a check-in was faster, and changes nothing of it", () => {
    const book = bookOf(stored("by hand", 0, null));
    expect(book.book(arrival(MINUTE))).toBe("by hand");
    expect(book.reopen(stay, 5)).toBe("by hand");
    expect(book.writes()).toEqual({ removed: [], changed: [], added: [] });
  });

  it("ends only an open visit, and never before it began", () => {
    const book = bookOf(stored("a", 5 * MINUTE, null));
    expect(book.end({ ...stay, technicianId: "ben" }, left(0))).toBeNull();
    expect(book.end(stay, left(MINUTE))).toMatchObject({ id: "a", departed: { at: 5 * MINUTE } });
    expect(book.end(stay, left(6 * MINUTE))).toBeNull();
  });

  it("reopens the last visit that began at a moment, and none where none did", () => {
    const book = bookOf(stored("first", 0, 0), stored("second", 0, MINUTE));
    expect(book.reopen(stay, 3)).toBeNull();
    expect(book.reopen(stay, 0)).toBe("second");
    expect(book.writes().changed).toMatchObject([{ id: "second", departed: null }]);
  });

  it("keeps what a corrected visit said before", () => {
    const book = bookOf(stored("a", 0, null));
    book.correct("a", { arrivedAt: MINUTE, arrivedAfter: 0, departed: left(2 * MINUTE) });
    expect(book.writes().changed).toMatchObject([
      { arrivedAt: MINUTE, changedFrom: { arrivedAt: new Date(0).toISOString(), departedAt: null } },
    ]);
  });

  it("forgets a visit that was removed, and one that came and went is never written", () => {
    const book = bookOf(stored("a", 0, MINUTE));
    book.remove("a");
    book.remove(book.book(arrival(3)));
    expect(book.ofJob("install")).toEqual([]);
    expect(book.writes()).toEqual({ removed: ["a"], changed: [], added: [] });
  });
});
