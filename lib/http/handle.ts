import type { z } from "zod";
import { identifyRequest } from "@/lib/auth/identify";
import { type Permission, reach } from "@/lib/auth/permissions";
import type { Identity } from "@/lib/auth/types";
import { AppError } from "@/lib/errors";
import { problemResponse } from "./problem";
import { readBody } from "./read-body";
import { isStorableText } from "./read-json";
import { validate } from "./validate";

export interface RouteContext {
  readonly params: Promise<Record<string, string | string[] | undefined>>;
}

export type RouteHandler = (request: Request, context: RouteContext) => Promise<Response>;

/** A status other than 200, or headers of its own. */
export class Reply {
  constructor(
    readonly status: number,
    readonly body: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {}
}

export interface RouteSpec<P, Q, B> {
  /** Callers whose role and scopes reach nothing of this are refused before the body is read. */
  readonly permission?: Permission;
  /** Path parameters; one that does not fit is a thing that does not exist (404). */
  readonly params?: z.ZodType<P>;
  readonly query?: z.ZodType<Q>;
  readonly body?: z.ZodType<B>;
}

export interface RouteInput<P, Q, B> {
  readonly identity: Identity;
  readonly params: P;
  readonly query: Q;
  readonly body: B;
  /** The moment of the request: the one clock of everything it does. */
  readonly now: Date;
}

/**
 * Makes a route handler: who is asking, may they, is the input sound; then `run`, whose value becomes JSON with
 * status 200 (`undefined`: 204; a `Reply`: as it says; a `Response`: as it is). Every error leaves as problem JSON.
 */
export function handle<P = undefined, Q = undefined, B = undefined>(
  spec: RouteSpec<P, Q, B>,
  run: (input: RouteInput<P, Q, B>) => Promise<unknown>,
): RouteHandler {
  return async (request, context) => {
    try {
      const identity = await identifyRequest({
        authorization: request.headers.get("authorization"),
        cookie: request.headers.get("cookie"),
        origin: request.headers.get("origin"),
        method: request.method,
      });
      if (spec.permission !== undefined && reach(identity, spec.permission) === "none") {
        throw new AppError("forbidden", "Your role does not allow this.");
      }
      const value = await run({
        identity,
        now: new Date(),
        // Absent schemas leave P, Q and B at their default, undefined.
        params: (spec.params ? readParams(spec.params, await context.params) : undefined) as P,
        query: (spec.query ? readQuery(spec.query, request.url) : undefined) as Q,
        body: (spec.body ? validate(spec.body, await readBody(request)) : undefined) as B,
      });
      return toResponse(value);
    } catch (error) {
      return problemResponse(error, `${request.method} ${new URL(request.url).pathname}`);
    }
  };
}

/** A route handler for callers nobody knows: health, the list of demo accounts. */
export function handlePublic(run: () => Promise<unknown>): RouteHandler {
  return async (request) => {
    try {
      return toResponse(await run());
    } catch (error) {
      return problemResponse(error, `${request.method} ${new URL(request.url).pathname}`);
    }
  };
}

const verbs = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Verb = (typeof verbs)[number];

/** All verbs of one route: those given, and a problem with `Allow` for the rest. */
export function route(handlers: Partial<Record<Verb, RouteHandler>>): Record<Verb, RouteHandler> {
  const allowed = verbs.filter((verb) => handlers[verb] !== undefined).join(", ");
  const refuse: RouteHandler = async () => {
    const response = problemResponse(
      new AppError("method_not_allowed", `This address answers to ${allowed || "nothing"}.`),
    );
    response.headers.set("allow", allowed);
    return response;
  };
  return {
    GET: handlers.GET ?? refuse,
    POST: handlers.POST ?? refuse,
    PUT: handlers.PUT ?? refuse,
    PATCH: handlers.PATCH ?? refuse,
    DELETE: handlers.DELETE ?? refuse,
  };
}

function readParams<P>(schema: z.ZodType<P>, params: unknown): P {
  const result = schema.safeParse(params);
  if (result.success) return result.data;
  throw new AppError("not_found", "There is nothing at this address.");
}

function readQuery<Q>(schema: z.ZodType<Q>, url: string): Q {
  const query: Record<string, string> = {};
  for (const [name, value] of new URL(url).searchParams) {
    if (Object.hasOwn(query, name)) {
      throw new AppError("malformed", `${name} is named twice.`, { field: name });
    }
    if (!isStorableText(name) || !isStorableText(value)) {
      throw new AppError("malformed", "The address holds a character that cannot be stored.", {
        field: name,
      });
    }
    // An empty value means the same as none: forms and tools send both.
    if (value !== "" && name !== "__proto__") query[name] = value;
  }
  return validate(schema, query);
}

function toResponse(value: unknown): Response {
  if (value instanceof Response) return value;
  const reply = value instanceof Reply ? value : new Reply(value === undefined ? 204 : 200, value);
  const headers = { "cache-control": "no-store", ...reply.headers };
  if (reply.body === undefined) return new Response(null, { status: reply.status, headers });
  return new Response(JSON.stringify(reply.body), {
    status: reply.status,
    headers: { "content-type": "application/json", ...headers },
  });
}
