import { parseOnly } from "./parse-fix";

export const dynamic = "force-dynamic";

export async function POST(request: Request): Promise<Response> {
  const { status, body } = parseOnly(await request.json());
  return Response.json(body, { status });
}
