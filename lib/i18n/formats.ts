import type { Formats } from "use-intl";

/** How moments look inside messages: `{at, time, short}` is 14:02, `{at, time, medium}` 14:02:07. */
export const formats = {
  dateTime: {
    short: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
    medium: { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" },
  },
} satisfies Formats;
