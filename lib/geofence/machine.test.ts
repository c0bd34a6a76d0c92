import { describe, expect, it } from "vitest";
import { run, type Step, told } from "@/tests/support/fence-run";
import { classicSite } from "@/tests/support/fixes";
import { siteProfile } from "./site-profile";

describe("one fix is enough when it is sure (GEO-3)", () => {
  it.each<[string, Step[], string[]]>([
    ["a lone fix 85 m out, accuracy not sent", [[0, 85]], ["arrived@0 surely_inside"]],
    ["distance + accuracy just within the radius", [[0, 85, 14.9]], ["arrived@0 surely_inside"]],
    ["distance + accuracy just beyond it", [[0, 85, 15.1]], []],
    [
      "a lone fix 150 m out departs",
      [
        [0, 50],
        [30, 150],
      ],
      ["arrived@0 surely_inside", "departed@30 surely_outside"],
    ],
    [
      "129 m is within the departure edge",
      [
        [0, 50],
        [30, 129],
      ],
      ["arrived@0 surely_inside"],
    ],
    [
      "distance − accuracy just beyond the departure edge",
      [
        [0, 50],
        [30, 150, 19.9],
      ],
      ["arrived@0 surely_inside", "departed@30 surely_outside"],
    ],
    [
      "distance − accuracy just within it",
      [
        [0, 50],
        [30, 150, 20.1],
      ],
      ["arrived@0 surely_inside"],
    ],
  ])("%s", (_name, steps, expected) => {
    expect(told(run(steps).transitions)).toEqual(expected);
  });
});

describe("two uncertain fixes have to agree, 20 s apart (GEO-3)", () => {
  it.each<[string, Step[], string[]]>([
    [
      "20 s apart",
      [
        [0, 80, 40],
        [20, 85, 40],
      ],
      ["arrived@0 two_fixes_inside"],
    ],
    [
      "19 s apart",
      [
        [0, 80, 40],
        [19, 85, 40],
      ],
      [],
    ],
    [
      "many within 19 s, then one more",
      [
        [0, 80, 40],
        [10, 80, 40],
        [19, 80, 40],
        [21, 80, 40],
      ],
      ["arrived@0 two_fixes_inside"],
    ],
    [
      "an outside fix between them",
      [
        [0, 80, 40],
        [10, 140, 40],
        [30, 85, 40],
      ],
      [],
    ],
    [
      "a fix in the band between them",
      [
        [0, 80, 40],
        [10, 115, 40],
        [30, 85, 40],
      ],
      ["arrived@0 two_fixes_inside"],
    ],
    [
      "out: 20 s apart",
      [
        [0, 10],
        [60, 140, 40],
        [80, 145, 40],
      ],
      ["arrived@0 surely_inside", "departed@60 two_fixes_outside"],
    ],
    [
      "out: 19 s apart",
      [
        [0, 10],
        [60, 140, 40],
        [79, 145, 40],
      ],
      ["arrived@0 surely_inside"],
    ],
    [
      "out: an inside fix between them",
      [
        [0, 10],
        [60, 140, 40],
        [70, 90, 40],
        [90, 145, 40],
      ],
      ["arrived@0 surely_inside"],
    ],
    [
      "out: a fix in the band between them",
      [
        [0, 10],
        [60, 140, 40],
        [70, 115, 40],
        [90, 145, 40],
      ],
      ["arrived@0 surely_inside"],
    ],
    [
      "a sure fix decides at once beside an uncertain one",
      [
        [0, 80, 40],
        [10, 20, 10],
      ],
      ["arrived@10 surely_inside"],
    ],
    [
      "a sure fix 20 s later agrees with the uncertain one",
      [
        [0, 80, 40],
        [20, 20, 10],
      ],
      ["arrived@0 two_fixes_inside"],
    ],
  ])("%s", (_name, steps, expected) => {
    expect(told(run(steps).transitions)).toEqual(expected);
  });
});

describe("a coarse fix never says in (GEO-3)", () => {
  it.each<[string, Step[], string[]]>([
    [
      "two of 151 m on the pin",
      [
        [0, 0, 151],
        [30, 0, 151],
      ],
      [],
    ],
    [
      "two of 150 m on the pin",
      [
        [0, 0, 150],
        [30, 0, 150],
      ],
      ["arrived@0 two_fixes_inside"],
    ],
    [
      "surely out all the same",
      [
        [0, 10],
        [60, 2000, 1746],
      ],
      ["arrived@0 surely_inside", "departed@60 surely_outside"],
    ],
    [
      "perhaps out, ever so often",
      [
        [0, 10],
        [60, 1800, 1746],
        [120, 1800, 1746],
        [180, 1800, 1746],
      ],
      ["arrived@0 surely_inside"],
    ],
    [
      "no support for an uncertain one",
      [
        [0, 80, 40],
        [30, 10, 151],
      ],
      [],
    ],
    [
      "no end to an uncertain one",
      [
        [0, 80, 40],
        [10, 170, 151],
        [30, 80, 40],
      ],
      ["arrived@0 two_fixes_inside"],
    ],
  ])("%s", (_name, steps, expected) => {
    expect(told(run(steps).transitions)).toEqual(expected);
  });

  it("measures coarse by the radius where that is larger than 150 m", () => {
    const large = siteProfile({ center: classicSite, arrivalRadiusMeters: 400 });
    expect(told(run([[0, 0, 390]], large).transitions)).toEqual(["arrived@0 surely_inside"]);
    expect(
      run(
        [
          [0, 0, 401],
          [60, 0, 401],
        ],
        large,
      ).transitions,
    ).toEqual([]);
  });
});
