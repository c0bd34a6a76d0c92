import { readdirSync } from "node:fs";
import path from "node:path";
import type { RouteHandler } from "@/lib/http/handle";
import { TEST_ORIGIN } from "./database";

export interface Answer {
  readonly status: number;
  // Tests look into answers of every shape.
  readonly json: Record<string, never> & { [field: string]: unknown };
  readonly headers: Headers;
  /** The body as it came. */
  readonly text: string;
}

export interface CallOptions {
  readonly cookie?: string;
  readonly token?: string;
  /** JSON value, or a text sent as it is. */
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

const root = path.resolve("app/api");
const files = readdirSync(root, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith("route.ts"))
  .map((file) => path.dirname(file));

/** Folders of all API routes, `v1/field-service/jobs/[id]` and so on. */
export const routeFolders: readonly string[] = files;

/** What Next's router does: the folder that fits the path, fixed names before parameters before catch-alls. */
function findRoute(pathname: string): { folder: string; params: Record<string, string | string[]> } {
  const wanted = pathname.replace(/^\/api\//, "").split("/");
  const rank = (folder: string) =>
    folder
      .split("/")
      .map((part) => (part.startsWith("[...") ? "3" : part.startsWith("[") ? "2" : "1"))
      .join("");
  for (const folder of [...files].sort((a, b) => rank(a).localeCompare(rank(b)))) {
    const parts = folder.split("/");
    const params: Record<string, string | string[]> = {};
    const fits = parts.every((part, index) => {
      if (part.startsWith("[...")) {
        params[part.slice(4, -1)] = wanted.slice(index);
        return true;
      }
      const value = wanted[index];
      if (part.startsWith("[") && value !== undefined) params[part.slice(1, -1)] = decodeURIComponent(value);
      return part.startsWith("[") ? value !== undefined : part === value;
    });
    if (fits && (parts.length === wanted.length || parts.at(-1)?.startsWith("[...")))
      return { folder, params };
  }
  throw new Error(`no route for ${pathname}`);
}

/**
 * Calls the route handler that serves a path, as Next would; paths without /api get the public prefix.
 * @param target `POST /jobs`
 */
export async function call(target: string, options: CallOptions = {}): Promise<Answer> {
  const [method = "GET", where = ""] = target.split(" ");
  const url = new URL(where.startsWith("/api/") ? where : `/api/v1/field-service${where}`, TEST_ORIGIN);
  const { folder, params } = findRoute(url.pathname);
  const handlers: Record<string, RouteHandler | undefined> = await import(`${root}/${folder}/route.ts`);
  const handler = handlers[method];
  if (!handler) throw new Error(`${folder} does not export ${method}`);
  const { body } = options;
  const request = new Request(url, {
    method,
    headers: {
      origin: TEST_ORIGIN,
      ...(options.cookie ? { cookie: options.cookie } : {}),
      ...(options.token ? { authorization: `Bearer ${options.token}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...options.headers,
    },
    body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "");
  const json = isJson && text !== "" ? JSON.parse(text) : {};
  return { status: response.status, json, headers: response.headers, text };
}
