import { parseOnly } from "./parse-fix";
import { serveJson } from "./serve-json";

await serveJson(async (_, raw) => parseOnly(raw));
