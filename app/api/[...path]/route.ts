import { AppError } from "@/lib/errors";
import { problemResponse } from "@/lib/http/problem";

/** Whatever no route answers: a page would be the wrong thing to send to a machine. */
async function refuse(): Promise<Response> {
  return problemResponse(new AppError("not_found", "There is nothing at this address."));
}

export { refuse as DELETE, refuse as GET, refuse as PATCH, refuse as POST, refuse as PUT };
