CREATE TABLE "trips" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"status" text NOT NULL,
	"ended_by" text,
	"start_lat" double precision NOT NULL,
	"start_lng" double precision NOT NULL,
	"end_lat" double precision,
	"end_lng" double precision,
	"distance_meters" double precision,
	"max_speed_mps" double precision,
	"changed_from" jsonb,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trips_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "trips" ADD CONSTRAINT "trips_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "trips_by_start" ON "trips" USING btree ("tenant_id","technician_id","started_at");--> statement-breakpoint
CREATE INDEX "trips_by_end" ON "trips" USING btree ("tenant_id","technician_id","ended_at");--> statement-breakpoint
CREATE UNIQUE INDEX "trips_one_open" ON "trips" USING btree ("tenant_id","technician_id") WHERE ended_at is null;--> statement-breakpoint
alter table "trips" enable row level security;
--> statement-breakpoint
alter table "trips" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "trips" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
grant select, insert, update, delete on "trips" to truckroll_app;
