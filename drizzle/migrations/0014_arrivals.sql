CREATE TABLE "arrivals" (
	"tenant_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"on_the_way" boolean NOT NULL,
	"departs_at" timestamp (3) with time zone,
	"seconds" double precision,
	"fast_seconds" double precision,
	"slow_seconds" double precision,
	"source" text,
	"as_of" timestamp (3) with time zone,
	"gap" text,
	CONSTRAINT "arrivals_tenant_id_job_id_pk" PRIMARY KEY("tenant_id","job_id")
) WITH (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "window_risk" jsonb;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "measured_travel" jsonb;--> statement-breakpoint
ALTER TABLE "arrivals" ADD CONSTRAINT "arrivals_tenant_id_job_id_jobs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","job_id") REFERENCES "public"."jobs"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "arrivals_by_technician" ON "arrivals" USING btree ("tenant_id","technician_id");--> statement-breakpoint
alter table "arrivals" enable row level security;
--> statement-breakpoint
alter table "arrivals" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "arrivals" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
grant select, insert, update, delete on "arrivals" to truckroll_app;
--> statement-breakpoint
CREATE TABLE "clusters" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"site_id" uuid,
	"technician_ids" jsonb NOT NULL,
	"expected" integer NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"missed_since" timestamp (3) with time zone,
	CONSTRAINT "clusters_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "expected_together" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "clusters" ADD CONSTRAINT "clusters_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clusters" ADD CONSTRAINT "clusters_tenant_id_site_id_sites_tenant_id_id_fk" FOREIGN KEY ("tenant_id","site_id") REFERENCES "public"."sites"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
alter table "clusters" enable row level security;
--> statement-breakpoint
alter table "clusters" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "clusters" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
grant select, insert, update, delete on "clusters" to truckroll_app;
