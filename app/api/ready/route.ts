import { sql } from "@/lib/db/client";
import { router } from "@/lib/dispatch/queries/router";
import { AppError } from "@/lib/errors";
import { handlePublic, route } from "@/lib/http/handle";

/**
 * The database answers and its schema is there: the newest thing a migration makes exists for our role. `router`: whether
 * the router of arrival times is asked (`closed`), left alone (`open`), tried again (`half_open`), or `none` is set.
 */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handlePublic(async () => {
    const [row] = await sql()<{ ready: boolean }[]>`
      select coalesce(has_function_privilege(to_regprocedure('ensure_fix_partitions(date, date)'), 'execute'), false) as ready`;
    if (!row?.ready)
      throw new AppError("unavailable", "The database is not migrated yet.", { retryAfterSeconds: 2 });
    return { status: "ready", router: router()?.state ?? "none" };
  }),
});
