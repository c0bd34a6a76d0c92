CREATE TABLE "judging_versions" (
	"tenant_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "judging_versions_tenant_id_technician_id_pk" PRIMARY KEY("tenant_id","technician_id")
);
--> statement-breakpoint
ALTER TABLE "judging_versions" ADD CONSTRAINT "judging_versions_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
alter table "judging_versions" enable row level security;
--> statement-breakpoint
alter table "judging_versions" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "judging_versions" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
grant select, insert, update on "judging_versions" to truckroll_app;
--> statement-breakpoint
insert into "judging_versions" ("tenant_id", "technician_id", "version") select "tenant_id", "id", 1 from "technicians";
--> statement-breakpoint
-- Every technician has a number from the first moment, so that a change is one update and never meets a missing row.
create function judge_anew_after_technician() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    insert into public.judging_versions (tenant_id, technician_id, version) values (new.tenant_id, new.id, 1);
  else
    update public.judging_versions set version = version + 1
    where tenant_id = new.tenant_id and technician_id = new.id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger judging_begins after insert on "technicians"
  for each row execute function judge_anew_after_technician();
--> statement-breakpoint
create trigger judge_anew after update of "number", "full_name" on "technicians"
  for each row when (old.number <> new.number or old.full_name <> new.full_name)
  execute function judge_anew_after_technician();
--> statement-breakpoint
create function judge_anew_after_assignment() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op <> 'INSERT' then
    update public.judging_versions set version = version + 1
    where tenant_id = old.tenant_id and technician_id = old.technician_id;
  end if;
  if tg_op = 'INSERT' or (tg_op = 'UPDATE' and new.technician_id <> old.technician_id) then
    update public.judging_versions set version = version + 1
    where tenant_id = new.tenant_id and technician_id = new.technician_id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
create trigger judge_anew after insert or update or delete on "job_assignments"
  for each row execute function judge_anew_after_assignment();
--> statement-breakpoint
create function judge_anew_after_job() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update public.judging_versions v set version = version + 1
  from (select distinct technician_id from public.job_assignments where tenant_id = new.tenant_id and job_id = new.id) a
  where v.tenant_id = new.tenant_id and v.technician_id = a.technician_id;
  return null;
end
$$;
--> statement-breakpoint
create trigger judge_anew after update of "site_id", "window_start", "window_end", "arrival_radius_meters",
    "approach_radius_meters", "departure_radius_meters", "polygon" on "jobs"
  for each row when (
    (old.site_id, old.window_start, old.window_end, old.arrival_radius_meters, old.approach_radius_meters,
      old.departure_radius_meters, old.polygon)
    is distinct from
    (new.site_id, new.window_start, new.window_end, new.arrival_radius_meters, new.approach_radius_meters,
      new.departure_radius_meters, new.polygon))
  execute function judge_anew_after_job();
--> statement-breakpoint
create function judge_anew_after_site() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update public.judging_versions v set version = version + 1
  from (
    select distinct a.technician_id
    from public.jobs j join public.job_assignments a on a.tenant_id = j.tenant_id and a.job_id = j.id
    where j.tenant_id = new.tenant_id and j.site_id = new.id
  ) a
  where v.tenant_id = new.tenant_id and v.technician_id = a.technician_id;
  return null;
end
$$;
--> statement-breakpoint
create trigger judge_anew after update of "lat", "lng" on "sites"
  for each row when (old.lat <> new.lat or old.lng <> new.lng) execute function judge_anew_after_site();
--> statement-breakpoint
create function judge_anew_after_tenant() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  update public.judging_versions set version = version + 1 where tenant_id = new.id;
  return null;
end
$$;
--> statement-breakpoint
create trigger judge_anew after update of "arrival_radius_meters", "approach_radius_meters", "cooldown_seconds" on "tenants"
  for each row when (
    (old.arrival_radius_meters, old.approach_radius_meters, old.cooldown_seconds)
    is distinct from (new.arrival_radius_meters, new.approach_radius_meters, new.cooldown_seconds))
  execute function judge_anew_after_tenant();
