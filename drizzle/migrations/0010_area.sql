ALTER TABLE "tenants" ADD COLUMN "settings_version" integer DEFAULT 1 NOT NULL;
--> statement-breakpoint
-- Whoever adds a technician waits for a change of the company's rules that is under way, and the other way round: the
-- change counts up the technicians it sees, and one added at the same time would keep the rules read before it for ever.
create or replace function judge_anew_after_technician() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    perform 1 from public.tenants where id = new.tenant_id for share;
    insert into public.judging_versions (tenant_id, technician_id, version) values (new.tenant_id, new.id, 1);
  else
    update public.judging_versions set version = version + 1
    where tenant_id = new.tenant_id and technician_id = new.id;
  end if;
  return null;
end
$$;
--> statement-breakpoint
CREATE TABLE "track_cells" (
	"tenant_id" uuid NOT NULL,
	"cell_y" smallint NOT NULL,
	"cell_x" smallint NOT NULL,
	"hour" timestamp (3) with time zone NOT NULL,
	"technician_id" uuid NOT NULL,
	CONSTRAINT "track_cells_tenant_id_cell_y_cell_x_hour_technician_id_pk" PRIMARY KEY("tenant_id","cell_y","cell_x","hour","technician_id")
);
--> statement-breakpoint
CREATE INDEX "track_cells_by_hour" ON "track_cells" USING brin ("hour");
--> statement-breakpoint
alter table "track_cells" enable row level security;
--> statement-breakpoint
alter table "track_cells" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "track_cells" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
grant select, insert, delete on "track_cells" to truckroll_app;
--> statement-breakpoint
-- The squares of the fixes that are there already. The owner is no superuser everywhere, and obeys the policies too.
alter table "fixes" no force row level security;
--> statement-breakpoint
alter table "track_cells" no force row level security;
--> statement-breakpoint
insert into "track_cells" ("tenant_id", "cell_y", "cell_x", "hour", "technician_id")
select distinct "tenant_id", floor("lat" * 100)::smallint, floor("lng" * 100)::smallint, date_trunc('hour', "recorded_at", 'UTC'), "technician_id"
from "fixes";
--> statement-breakpoint
alter table "fixes" force row level security;
--> statement-breakpoint
alter table "track_cells" force row level security;
