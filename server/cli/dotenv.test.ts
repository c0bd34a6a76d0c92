import { expect, test } from "vitest";
import { parseDotenv } from "./dotenv.mjs";

test.each([
  ["PORT=3100", { PORT: "3100" }],
  ["  export  HOST = 0.0.0.0  ", { HOST: "0.0.0.0" }],
  ["# PORT=1\n\nPORT=2 # the second", { PORT: "2" }],
  ["NAME='a # b' # quoted", { NAME: "a # b" }],
  ['NAME="two\\nlines"', { NAME: "two\nlines" }],
  ["URL=https://tiles/{z}/{x}/{y}.png?key=a=b#c", { URL: "https://tiles/{z}/{x}/{y}.png?key=a=b#c" }],
  ["EMPTY=\nONLY= # nothing", { EMPTY: "", ONLY: "" }],
  ["not a setting\r\nA=1\r\n", { A: "1" }],
])("%j is read as written", (text, values) => {
  expect(parseDotenv(text)).toEqual(values);
});
