CREATE TABLE "sealed_fixes" (
	"tenant_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"mark" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"ciphertext" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sealed_fixes_tenant_id_technician_id_mark_pk" PRIMARY KEY("tenant_id","technician_id","mark")
);
--> statement-breakpoint
ALTER TABLE "device_reports" ADD COLUMN "off_shift" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "tracking_hours" jsonb;--> statement-breakpoint
ALTER TABLE "sealed_fixes" ADD CONSTRAINT "sealed_fixes_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sealed_fixes_by_expiry" ON "sealed_fixes" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "shifts_by_end" ON "shifts" USING btree ("tenant_id","technician_id","ended_at");--> statement-breakpoint
alter table "sealed_fixes" enable row level security;
--> statement-breakpoint
alter table "sealed_fixes" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "sealed_fixes" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
-- Sealed once, then opened or thrown away: never rewritten.
grant select, insert, delete on "sealed_fixes" to truckroll_app;
--> statement-breakpoint
-- Shifts and tracking hours are part of what fixes are judged by.
create function judge_anew_after_shift() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  shift public.shifts := coalesce(new, old);
begin
  update public.judging_versions set version = version + 1
  where tenant_id = shift.tenant_id and technician_id = shift.technician_id;
  return null;
end
$$;
--> statement-breakpoint
create trigger judge_anew after insert or update or delete on "shifts"
  for each row execute function judge_anew_after_shift();
--> statement-breakpoint
create trigger judge_anew_times after update of "tracking_hours", "time_zone" on "tenants"
  for each row when ((old.tracking_hours, old.time_zone) is distinct from (new.tracking_hours, new.time_zone))
  execute function judge_anew_after_tenant();
--> statement-breakpoint
-- Events and hand inputs are written once, with this exception: fixes that a shift ended in the past has erased must not
-- live on as the evidence of what was decided by them. The function runs as the owner, whom row-level security holds too:
-- these policies let him, and nobody else, rewrite rows of the tenants in scope.
create policy "erasure_reads" on "events" for select to current_user
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
create policy "erasure" on "events" for update to current_user
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
create policy "erasure_reads" on "hand_inputs" for select to current_user
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
create policy "erasure" on "hand_inputs" for update to current_user
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
create function erase_evidence(of_tenant uuid, of_technician uuid, fix_ids text[], since timestamptz, sentence text) returns void
language sql security definer set search_path = pg_catalog, pg_temp as $$
  update public.events e set payload = jsonb_set(
    jsonb_set(e.payload, '{distance_meters}', 'null'),
    '{explanation}',
    e.payload->'explanation' || jsonb_build_object('sentence', sentence, 'evidence', '[]'::jsonb))
  where nullif(current_setting('app.tenant_ids', true), '')::uuid[] @> array[of_tenant]
    and e.tenant_id = of_tenant and e.technician_id = of_technician and e.type = 'geofence_event' and e.recorded_at >= since
    and exists (
      select from jsonb_array_elements(e.payload->'explanation'->'evidence') as x(fix) where x.fix->>'fix_id' = any(fix_ids));
  update public.hand_inputs h set evidence = null
  where nullif(current_setting('app.tenant_ids', true), '')::uuid[] @> array[of_tenant]
    and h.tenant_id = of_tenant and h.technician_id = of_technician and h.recorded_at >= since
    and h.evidence->>'fixId' = any(fix_ids);
$$;
--> statement-breakpoint
revoke execute on function erase_evidence(uuid, uuid, text[], timestamptz, text) from public;
--> statement-breakpoint
grant execute on function erase_evidence(uuid, uuid, text[], timestamptz, text) to truckroll_app;
