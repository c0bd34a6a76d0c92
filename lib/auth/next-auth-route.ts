import { parseCookie, type SerializeOptions, stringifySetCookie } from "cookie";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth from "next-auth";
import { env } from "@/lib/env";
import { AppError, errorStatus } from "@/lib/errors";
import { clientAddress } from "@/lib/http/client-address";
import { requireOwnOrigin } from "./identify";
import { nextAuthOptions } from "./next-auth-options";

const MAX_FORM_BYTES = 64 * 1024;

/**
 * Serves one next-auth request. next-auth's own route handler can only run inside Next; this hands it the plain
 * request and collects the plain answer, so that the same code runs under a test.
 * @param segments the path below /api/auth
 */
export async function answerWithNextAuth(request: Request, segments: readonly string[]): Promise<Response> {
  const origin = request.headers.get("origin");
  if (request.method !== "GET" && origin !== null) requireOwnOrigin(origin);
  // next-auth takes its own address from nowhere else.
  process.env.NEXTAUTH_URL = env().publicUrl;
  const answer = new Collected();
  const plain = {
    method: request.method,
    headers: Object.fromEntries(request.headers),
    cookies: parseCookie(request.headers.get("cookie") ?? ""),
    query: { ...Object.fromEntries(new URL(request.url).searchParams), nextauth: segments },
    body: await readForm(request),
  };
  const caller = clientAddress(request.headers, env().TRUSTED_PROXIES);
  const options = nextAuthOptions(caller, (refusal) => answer.refuse(refusal));
  await NextAuth(plain as unknown as NextApiRequest, answer as unknown as NextApiResponse, options);
  return answer.response();
}

/** The few methods of a Node response that next-auth calls. */
class Collected {
  #status = 200;
  #body: string | null = null;
  #refusal: AppError | null = null;
  readonly #headers = new Map<string, string | string[]>();

  /** next-auth calls every refused password a 401; this answer keeps the status the refusal has. */
  refuse(refusal: AppError): void {
    this.#refusal = refusal;
  }
  status(code: number): this {
    this.#status = code;
    return this;
  }
  getHeader(name: string): string | string[] | undefined {
    return this.#headers.get(name.toLowerCase());
  }
  setHeader(name: string, value: string | string[]): this {
    this.#headers.set(name.toLowerCase(), value);
    return this;
  }
  end(): void {}
  json(value: unknown): void {
    this.setHeader("content-type", "application/json");
    this.#body = JSON.stringify(value);
  }
  send(value: unknown): void {
    this.#body = typeof value === "string" ? value : value === undefined ? null : JSON.stringify(value);
  }
  response(): Response {
    const headers = new Headers({ "cache-control": "no-store" });
    for (const [name, value] of this.#headers) {
      for (const one of [value].flat()) {
        if (name === "set-cookie") headers.append(name, one);
        else headers.set(name, one);
      }
    }
    const seconds = this.#refusal?.details.retryAfterSeconds;
    if (seconds !== undefined) headers.set("retry-after", String(Math.ceil(seconds)));
    const status = this.#refusal ? errorStatus[this.#refusal.code] : this.#status;
    return new Response(this.#body, { status, headers });
  }
}

async function readForm(request: Request): Promise<Record<string, string> | undefined> {
  if (request.method !== "POST") return undefined;
  if (Number(request.headers.get("content-length") ?? 0) > MAX_FORM_BYTES) {
    throw new AppError("too_large", "A sign-in form is not that large.");
  }
  const text = await request.text();
  if (text.length > MAX_FORM_BYTES) throw new AppError("too_large", "A sign-in form is not that large.");
  if (!request.headers.get("content-type")?.includes("application/json")) {
    return Object.fromEntries(new URLSearchParams(text));
  }
  try {
    const json: unknown = JSON.parse(text);
    const entries = typeof json === "object" && json !== null ? Object.entries(json) : [];
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
    );
  } catch {
    throw new AppError("malformed", "The body is not valid JSON.");
  }
}

/** A Set-Cookie header that takes the session cookie away. */
export function clearedSessionCookie(secure: boolean): string {
  const options: SerializeOptions = { path: "/", httpOnly: true, sameSite: "lax", secure, maxAge: 0 };
  return stringifySetCookie(`${secure ? "__Secure-" : ""}next-auth.session-token`, "", options);
}
