-- Roles are made before the migrations run (server/cli/migrate.ts), because their password is not in the repository.
-- The app's role owns nothing, so no policy can be switched off by it; FORCE makes the owner obey as well.
-- The list of tenants is cast inside the sub-select, so that it is read once per query and not once per row, and
-- compared with @>, so that it never takes an index away from the query's own conditions: every query names its tenant.
--> statement-breakpoint
alter table "tenants" enable row level security;
--> statement-breakpoint
alter table "tenants" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "tenants" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["id"]);
--> statement-breakpoint
alter table "users" enable row level security;
--> statement-breakpoint
alter table "users" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "users" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "sessions" enable row level security;
--> statement-breakpoint
alter table "sessions" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "sessions" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "api_tokens" enable row level security;
--> statement-breakpoint
alter table "api_tokens" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "api_tokens" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "technicians" enable row level security;
--> statement-breakpoint
alter table "technicians" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "technicians" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "shifts" enable row level security;
--> statement-breakpoint
alter table "shifts" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "shifts" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "sites" enable row level security;
--> statement-breakpoint
alter table "sites" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "sites" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "jobs" enable row level security;
--> statement-breakpoint
alter table "jobs" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "jobs" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "job_assignments" enable row level security;
--> statement-breakpoint
alter table "job_assignments" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "job_assignments" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "job_changes" enable row level security;
--> statement-breakpoint
alter table "job_changes" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "job_changes" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "fixes" enable row level security;
--> statement-breakpoint
alter table "fixes" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "fixes" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "fix_receipts" enable row level security;
--> statement-breakpoint
alter table "fix_receipts" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "fix_receipts" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "positions" enable row level security;
--> statement-breakpoint
alter table "positions" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "positions" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "tracking_states" enable row level security;
--> statement-breakpoint
alter table "tracking_states" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "tracking_states" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "tracking_checkpoints" enable row level security;
--> statement-breakpoint
alter table "tracking_checkpoints" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "tracking_checkpoints" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "visits" enable row level security;
--> statement-breakpoint
alter table "visits" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "visits" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "decisions" enable row level security;
--> statement-breakpoint
alter table "decisions" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "decisions" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "hand_inputs" enable row level security;
--> statement-breakpoint
alter table "hand_inputs" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "hand_inputs" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "events" enable row level security;
--> statement-breakpoint
alter table "events" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "events" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "event_counters" enable row level security;
--> statement-breakpoint
alter table "event_counters" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "event_counters" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "number_counters" enable row level security;
--> statement-breakpoint
alter table "number_counters" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "number_counters" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
-- What the app may do. Logs are written once: no update or delete of events, changes and hand inputs.
grant usage on schema public to truckroll_app, truckroll_lookup;
--> statement-breakpoint
grant select, insert, update, delete on all tables in schema public to truckroll_app;
--> statement-breakpoint
revoke all on "fixes_default" from truckroll_app;
--> statement-breakpoint
revoke update, delete on "events", "job_changes", "hand_inputs" from truckroll_app;
--> statement-breakpoint
revoke update on "fix_receipts" from truckroll_app;
--> statement-breakpoint
revoke delete on "tenants", "event_counters" from truckroll_app;

--> statement-breakpoint
-- Nobody needs temporary tables here, and a planted one could shadow a real table for a later request.
do $$ begin execute format('revoke temporary on database %I from public', current_database()); end $$;
--> statement-breakpoint
-- The few questions that must be answered before a tenant is known. Their owner can read four tables and write none.
grant select on "users", "sessions", "api_tokens", "tenants" to truckroll_lookup;
--> statement-breakpoint
create policy "lookup" on "users" for select to truckroll_lookup using (true);
--> statement-breakpoint
create policy "lookup" on "sessions" for select to truckroll_lookup using (true);
--> statement-breakpoint
create policy "lookup" on "api_tokens" for select to truckroll_lookup using (true);
--> statement-breakpoint
create policy "lookup" on "tenants" for select to truckroll_lookup using (true);
--> statement-breakpoint
create function lookup_user(wanted_email text)
returns table (tenant_id uuid, id uuid, email text, full_name text, role text, password_hash text, technician_id uuid, disabled_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select u.tenant_id, u.id, u.email, u.full_name, u.role, u.password_hash, u.technician_id, u.disabled_at
  from public.users u where u.email = wanted_email
$$;
--> statement-breakpoint
create function lookup_session(wanted_id uuid)
returns table (tenant_id uuid, id uuid, user_id uuid, email text, full_name text, role text, technician_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select s.tenant_id, s.id, u.id, u.email, u.full_name, u.role, u.technician_id
  from public.sessions s join public.users u on u.tenant_id = s.tenant_id and u.id = s.user_id
  where s.id = wanted_id and s.revoked_at is null and s.expires_at > now() and u.disabled_at is null
$$;
--> statement-breakpoint
create function lookup_token(wanted_hash text)
returns table (tenant_id uuid, id uuid, role text, scopes text[], technician_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.tenant_id, t.id, t.role, t.scopes, t.technician_id
  from public.api_tokens t
  where t.hash = wanted_hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > now())
$$;
--> statement-breakpoint
create function lookup_tenant_ids() returns setof uuid
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.id from public.tenants t order by t.id
$$;
--> statement-breakpoint
grant create on schema public to truckroll_lookup;
--> statement-breakpoint
alter function lookup_user(text) owner to truckroll_lookup;
--> statement-breakpoint
alter function lookup_session(uuid) owner to truckroll_lookup;
--> statement-breakpoint
alter function lookup_token(text) owner to truckroll_lookup;
--> statement-breakpoint
alter function lookup_tenant_ids() owner to truckroll_lookup;
--> statement-breakpoint
revoke create on schema public from truckroll_lookup;
--> statement-breakpoint
revoke execute on function lookup_user(text), lookup_session(uuid), lookup_token(text), lookup_tenant_ids() from public;
--> statement-breakpoint
grant execute on function lookup_user(text), lookup_session(uuid), lookup_token(text), lookup_tenant_ids() to truckroll_app;
--> statement-breakpoint
-- Tasks are enqueued in the transaction that causes them. The queue belongs to the owner; this is the app's only way in.
create function enqueue_task(identifier text, payload json, run_at timestamptz, job_key text) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform graphile_worker.add_job(identifier, payload, run_at => run_at, job_key => job_key);
end
$$;
--> statement-breakpoint
revoke execute on function enqueue_task(text, json, timestamptz, text) from public;
--> statement-breakpoint
grant execute on function enqueue_task(text, json, timestamptz, text) to truckroll_app;
--> statement-breakpoint
-- Day partitions of fixes. Rows of that day that already lie in the default partition move with it.
create function ensure_fix_partitions(first_day date, last_day date) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  day date := first_day;
  name text;
  starts timestamptz;
  ends timestamptz;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_fix_partitions'));
  while day <= last_day loop
    name := 'fixes_' || to_char(day, 'YYYYMMDD');
    if to_regclass('public.' || name) is null then
      starts := day::timestamp at time zone 'UTC';
      ends := (day + 1)::timestamp at time zone 'UTC';
      execute format('create table public.%I (like public.fixes including defaults including constraints)', name);
      execute format(
        'with moved as (delete from public.fixes_default where recorded_at >= %L and recorded_at < %L returning *)
         insert into public.%I select * from moved', starts, ends, name);
      execute format('alter table public.fixes attach partition public.%I for values from (%L) to (%L)', name, starts, ends);
    end if;
    day := day + 1;
  end loop;
end
$$;
--> statement-breakpoint
revoke execute on function ensure_fix_partitions(date, date) from public;
--> statement-breakpoint
grant execute on function ensure_fix_partitions(date, date) to truckroll_app;
