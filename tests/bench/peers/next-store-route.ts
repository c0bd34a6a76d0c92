import { naiveRecord } from "./naive-record";

export const dynamic = "force-dynamic";

/** The naive way behind Next: a route handler that awaits four queries. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ id: string }> },
): Promise<Response> {
  const { id } = await params;
  const { status, body } = await naiveRecord(id, await request.json());
  return Response.json(body, { status });
}
