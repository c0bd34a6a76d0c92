const PREFIX = "/api/v1/field-service";
const TIMEOUT_MS = 15_000;

/** What the server said. `status` 0 means that it said nothing: no connection, or no answer in time. */
export type Answer = { status: number; body: unknown };

export type Api = {
  get(path: string): Promise<Answer>;
  post(path: string, body: unknown): Promise<Answer>;
};

/** The public HTTP contract with one bearer token, as any phone or machine would call it. Never throws. */
export function createApi(baseUrl: string, token: string): Api {
  const call = async (method: string, path: string, body?: unknown): Promise<Answer> => {
    try {
      const response = await fetch(baseUrl + PREFIX + path, {
        method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
        redirect: "manual",
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.text();
      return { status: response.status, body: parse(text) };
    } catch {
      return { status: 0, body: null };
    }
  };
  return {
    get: (path) => call("GET", path),
    post: (path, body) => call("POST", path, body),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export const isOk = (answer: Answer) => answer.status >= 200 && answer.status < 300;

/** Worth sending again unchanged: no answer, the server's own trouble, or asked to wait. */
export const isPassing = (answer: Answer) =>
  answer.status === 0 || answer.status >= 500 || answer.status === 408 || answer.status === 429;
