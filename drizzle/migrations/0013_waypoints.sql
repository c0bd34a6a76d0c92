CREATE TABLE "device_waypoints" (
	"tenant_id" uuid NOT NULL,
	"device_id" uuid NOT NULL,
	"sent" jsonb NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "device_waypoints_tenant_id_device_id_pk" PRIMARY KEY("tenant_id","device_id")
);
--> statement-breakpoint
ALTER TABLE "devices" ADD COLUMN "pushes_waypoints" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "device_waypoints" ADD CONSTRAINT "device_waypoints_tenant_id_device_id_devices_tenant_id_id_fk" FOREIGN KEY ("tenant_id","device_id") REFERENCES "public"."devices"("tenant_id","id") ON DELETE cascade ON UPDATE no action;
--> statement-breakpoint
alter table "device_waypoints" enable row level security;
--> statement-breakpoint
alter table "device_waypoints" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "device_waypoints" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
grant select, insert, update on "device_waypoints" to truckroll_app;
--> statement-breakpoint
-- The same look-up, which also says whether the device is told of job sites: what a function returns cannot be replaced.
drop function lookup_device(text);
--> statement-breakpoint
create function lookup_device(wanted_hash text)
returns table (tenant_id uuid, id uuid, technician_id uuid, app text, passphrase text, pushes_waypoints boolean, revoked_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select d.tenant_id, d.id, d.technician_id, d.app, d.passphrase, d.pushes_waypoints, d.revoked_at
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
