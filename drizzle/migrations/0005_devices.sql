CREATE TABLE "device_reports" (
	"tenant_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"last_request_at" timestamp (3) with time zone,
	"last_fix_at" timestamp (3) with time zone,
	"status_at" timestamp (3) with time zone,
	"battery_percent" real,
	"charging" boolean,
	"permission" text,
	"precise_location" boolean,
	"power_saving" boolean,
	"battery_optimised" boolean,
	"reported_label" text,
	"stored" bigint DEFAULT 0 NOT NULL,
	"duplicates" bigint DEFAULT 0 NOT NULL,
	"quarantined" bigint DEFAULT 0 NOT NULL,
	"discarded" bigint DEFAULT 0 NOT NULL,
	"ignored" bigint DEFAULT 0 NOT NULL,
	"last_request" jsonb,
	CONSTRAINT "device_reports_tenant_id_device_id_pk" PRIMARY KEY("tenant_id","device_id")
) WITH (fillfactor = 50);
--> statement-breakpoint
CREATE TABLE "devices" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"app" text NOT NULL,
	"label" text,
	"token_hash" text NOT NULL,
	"passphrase" text,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "devices_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "quarantine" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"count" integer NOT NULL,
	"places" jsonb NOT NULL,
	"request" jsonb NOT NULL,
	CONSTRAINT "quarantine_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "tracker_alarms" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"alarm" text NOT NULL,
	"raised_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"lat" double precision,
	"lng" double precision,
	"accuracy_meters" real,
	CONSTRAINT "tracker_alarms_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "device_reports" ADD CONSTRAINT "device_reports_tenant_id_device_id_devices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","device_id") REFERENCES "public"."devices"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quarantine" ADD CONSTRAINT "quarantine_tenant_id_device_id_devices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","device_id") REFERENCES "public"."devices"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracker_alarms" ADD CONSTRAINT "tracker_alarms_tenant_id_device_id_devices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","device_id") REFERENCES "public"."devices"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "devices_token_hash_key" ON "devices" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "devices_by_technician" ON "devices" USING btree ("tenant_id","technician_id","created_at","id");--> statement-breakpoint
CREATE INDEX "quarantine_by_device" ON "quarantine" USING btree ("tenant_id","device_id","received_at");--> statement-breakpoint
CREATE INDEX "quarantine_by_time" ON "quarantine" USING brin ("received_at");--> statement-breakpoint
CREATE UNIQUE INDEX "tracker_alarms_once" ON "tracker_alarms" USING btree ("tenant_id","device_id","alarm","raised_at");
--> statement-breakpoint
alter table "devices" enable row level security;
--> statement-breakpoint
alter table "devices" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "devices" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "device_reports" enable row level security;
--> statement-breakpoint
alter table "device_reports" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "device_reports" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "quarantine" enable row level security;
--> statement-breakpoint
alter table "quarantine" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "quarantine" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
alter table "tracker_alarms" enable row level security;
--> statement-breakpoint
alter table "tracker_alarms" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "tracker_alarms" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
grant select, insert, update on "devices", "device_reports" to truckroll_app;
--> statement-breakpoint
grant select, insert, delete on "quarantine" to truckroll_app;
--> statement-breakpoint
grant select, insert on "tracker_alarms" to truckroll_app;
--> statement-breakpoint
-- Whose a device token is. A revoked one is still known for 30 days: its app is answered as before and sends no more.
grant select on "devices" to truckroll_lookup;
--> statement-breakpoint
create policy "lookup" on "devices" for select to truckroll_lookup using (true);
--> statement-breakpoint
create function lookup_device(wanted_hash text)
returns table (tenant_id uuid, id uuid, technician_id uuid, app text, passphrase text, revoked_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.tenant_id, d.id, d.technician_id, d.app, d.passphrase, d.revoked_at
  from public.devices d
  where d.token_hash = wanted_hash and (d.revoked_at is null or d.revoked_at > now() - interval '30 days')
$$;
--> statement-breakpoint
grant create on schema public to truckroll_lookup;
--> statement-breakpoint
alter function lookup_device(text) owner to truckroll_lookup;
--> statement-breakpoint
revoke create on schema public from truckroll_lookup;
--> statement-breakpoint
revoke execute on function lookup_device(text) from public;
--> statement-breakpoint
grant execute on function lookup_device(text) to truckroll_app;
