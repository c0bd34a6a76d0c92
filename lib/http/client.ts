/**
 * Calls from our own pages to our own API. Every refusal arrives as problem JSON and leaves as one typed error.
 */
import type { ErrorCode } from "@/lib/errors";

export const apiPrefix = "/api/v1/field-service";

export type ApiErrorCode = ErrorCode | "network" | "unreadable";

export class ApiError extends Error {
  readonly code: ApiErrorCode;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Path of the offending field, as it was sent. */
  readonly field: string | null;
  /** What the server says is true now (409). */
  readonly current: unknown;
  readonly retryAfterSeconds: number | null;

  constructor(
    code: ApiErrorCode,
    status: number,
    sentence: string,
    more: { field?: string | null; current?: unknown; retryAfterSeconds?: number | null } = {},
  ) {
    super(sentence);
    this.name = "ApiError";
    this.code = code;
    this.status = status;
    this.field = more.field ?? null;
    this.current = more.current;
    this.retryAfterSeconds = more.retryAfterSeconds ?? null;
  }
}

interface Problem {
  status?: number;
  code?: string;
  title?: string;
  detail?: string;
  field?: string;
  current?: unknown;
}

export interface ApiRequest {
  method?: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Sent as JSON. */
  body?: unknown;
  query?: Record<string, string | number | null | undefined>;
  signal?: AbortSignal;
  /** Lets the request outlive the page (a last batch of fixes). */
  keepalive?: boolean;
}

/**
 * One call to the API.
 * @param path below the prefix, `/jobs/…`
 * @returns the answer's JSON; the caller names its shape from `lib/realtime/protocol.ts`
 * @throws ApiError with the server's own sentence; code `network` when no answer came
 */
export async function callApi<T>(path: string, request: ApiRequest = {}): Promise<T> {
  const response = await send(path, request);
  if (response.status === 204) return undefined as T;
  const json = await readJson(response);
  if (response.ok) return json as T;
  throw toError(response, json);
}

/**
 * One call whose answer comes in lines of JSON.
 * @param onLine gets each line as it comes; a refusal among them is thrown instead
 */
export async function callApiInLines(
  path: string,
  request: ApiRequest,
  onLine: (line: unknown) => void,
): Promise<void> {
  const response = await send(path, request);
  if (!response.ok) throw toError(response, await readJson(response));
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    const lines = `${rest}${chunk.value}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) takeLine(response, line, onLine);
  }
}

function takeLine(response: Response, line: string, onLine: (line: unknown) => void): void {
  const json: unknown = JSON.parse(line);
  if (typeof json === "object" && json !== null && "problem" in json) throw toError(response, json.problem);
  onLine(json);
}

async function send(path: string, { method, body, query, signal, keepalive }: ApiRequest): Promise<Response> {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query ?? {})) {
    if (value !== null && value !== undefined && value !== "") search.set(key, String(value));
  }
  const address = `${apiPrefix}${path}${search.size > 0 ? `?${search}` : ""}`;
  try {
    return await fetch(address, {
      method: method ?? "GET",
      headers: {
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
      keepalive,
    });
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === "AbortError") throw cause;
    throw new ApiError("network", 0, "No answer from the server. Check the connection and try again.");
  }
}

async function readJson(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    throw new ApiError("unreadable", response.status, "The server answered something unreadable. Try again.");
  }
}

function toError(response: Response, json: unknown): ApiError {
  const problem: Problem = typeof json === "object" && json !== null ? json : {};
  const retryAfter = Number(response.headers.get("retry-after"));
  return new ApiError(
    (problem.code ?? "internal") as ApiErrorCode,
    problem.status ?? response.status,
    problem.detail ?? problem.title ?? "The server refused this without a reason.",
    {
      field: problem.field,
      current: problem.current,
      retryAfterSeconds: Number.isFinite(retryAfter) && retryAfter > 0 ? retryAfter : null,
    },
  );
}
