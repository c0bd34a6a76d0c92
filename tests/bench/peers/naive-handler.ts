import { naiveRecord } from "./naive-record";
import { serveJson } from "./serve-json";

/** The naive way without Next: what remains of its cost is Drizzle's and Postgres'. */
await serveJson((url, raw) => naiveRecord(url.split("/")[5] ?? "", raw));
