import { answerWithNextAuth, clearedSessionCookie } from "@/lib/auth/next-auth-route";
import { secureCookies } from "@/lib/auth/session-cookie";
import { viewSession } from "@/lib/auth/session-view";
import { SESSION_SECONDS } from "@/lib/auth/sessions";
import type { RouteContext } from "@/lib/http/handle";
import { problemResponse } from "@/lib/http/problem";

async function answer(request: Request, context: RouteContext): Promise<Response> {
  try {
    const { nextauth } = await context.params;
    const segments = [nextauth ?? []].flat();
    // Not left to next-auth: it takes a database that is away for a session that has ended, and signs people out.
    if (segments[0] === "session") return await answerSession(request);
    return await answerWithNextAuth(request, segments);
  } catch (error) {
    return problemResponse(error, `${request.method} /api/auth`);
  }
}

async function answerSession(request: Request): Promise<Response> {
  const cookie = request.headers.get("cookie");
  const session = await viewSession(cookie);
  const headers = new Headers({ "cache-control": "no-store" });
  if (session) {
    const expires = new Date(Date.now() + SESSION_SECONDS * 1000).toISOString();
    return Response.json({ ...session, expires }, { headers });
  }
  if (cookie?.includes("next-auth.session-token"))
    headers.set("set-cookie", clearedSessionCookie(secureCookies()));
  return Response.json({}, { headers });
}

export { answer as GET, answer as POST };
