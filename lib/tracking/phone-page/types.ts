/** Whether the phone page is looked at. `closed`: it went away, as far as the browser let it say so. */
export const pageStates = ["visible", "hidden", "closed"] as const;
export type PageState = (typeof pageStates)[number];

/** What the browser says about the location of this phone. */
export const locationPermissions = [
  "unknown",
  "prompt",
  "granted",
  "denied",
  "unsupported",
  "insecure",
] as const;
export type LocationPermission = (typeof locationPermissions)[number];

/** Why the server will never take a fix: the phone's clock is off, it is from outside of every shift, or anything else. */
export const fixRefusals = ["wrong_clock", "outside_shift", "refused"] as const;
export type FixRefusal = (typeof fixRefusals)[number];

/** Whether the page keeps the screen on. */
export const wakeLocks = ["held", "not_held", "unsupported"] as const;
export type WakeLockState = (typeof wakeLocks)[number];
