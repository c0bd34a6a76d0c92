import area from "./en/area.json";
import arrivals from "./en/arrivals.json";
import auth from "./en/auth.json";
import common from "./en/common.json";
import departures from "./en/departures.json";
import devices from "./en/devices.json";
import fence from "./en/fence.json";
import field from "./en/field.json";
import jobs from "./en/jobs.json";
import live from "./en/live.json";
import map from "./en/map.json";
import passed from "./en/passed.json";
import playback from "./en/playback.json";
import recorded from "./en/recorded.json";
import settings from "./en/settings.json";
import shell from "./en/shell.json";
import starts from "./en/starts.json";
import technicians from "./en/technicians.json";

/** All text of the product, by area. English is the first language and the shape that others must have. */
export const messages = {
  area,
  arrivals,
  auth,
  common,
  departures,
  devices,
  fence,
  field,
  jobs,
  live,
  map,
  passed,
  playback,
  recorded,
  settings,
  shell,
  starts,
  technicians,
};
export const locale = "en";

declare module "use-intl" {
  interface AppConfig {
    Messages: typeof messages;
  }
}
