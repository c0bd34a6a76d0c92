import { sql } from "@/lib/db/client";
import { router } from "@/lib/dispatch/queries/router";
import { AppError } from "@/lib/errors";
import { handlePublic, route } from "@/lib/http/handle";

/**
 * The database answers and its schema is there: the newest thing a migration makes exists for our role. `router`, where
 * one is set: whether it is asked for driving times (`closed`), left alone (`open`), or being tried again (`half_open`).
 */
export const { GET, POST, PUT, PATCH, DELETE } = route({
  GET: handlePublic(async () => {
    const [row] = await sql()<{ ready: boolean }[]>`
      select coalesce(has_function_privilege(to_regprocedure('ensure_fix_partitions(date, date)'), 'execute'), false) as ready`;
    if (!row?.ready)
      throw new AppError("unavailable", "The database is not migrated yet.", { retryAfterSeconds: 2 });
    const state = router()?.state;
    return { status: "ready", ...(state && { router: state }) };
  }),
});
