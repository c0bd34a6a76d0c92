import { serveJson } from "./serve-json";
import { naiveRecord } from "./naive-record";

/** The naive way without Next: what remains of its cost is Drizzle's and Postgres'. */
await serveJson((url, raw) => naiveRecord(url.split("/")[5] ?? "", raw));
