CREATE TABLE "phone_pages" (
	"tenant_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"page_id" text NOT NULL,
	"number" integer NOT NULL,
	"heard_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"state_since" timestamp (3) with time zone NOT NULL,
	"sharing" boolean NOT NULL,
	"permission" text NOT NULL,
	"fix_at" timestamp (3) with time zone,
	"waiting" integer NOT NULL,
	"refusal" text,
	"verdict" text,
	"wake_lock" text NOT NULL,
	"battery_percent" real,
	"charging" boolean,
	"clock_ahead_seconds" integer NOT NULL,
	"outage_from" timestamp (3) with time zone,
	"outage_until" timestamp (3) with time zone,
	CONSTRAINT "phone_pages_tenant_id_technician_id_pk" PRIMARY KEY("tenant_id","technician_id")
) WITH (fillfactor = 50);
--> statement-breakpoint
CREATE TABLE "silences" (
	"tenant_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"source" text,
	"cause" text NOT NULL,
	"since" timestamp (3) with time zone,
	"battery_percent" real,
	CONSTRAINT "silences_tenant_id_technician_id_pk" PRIMARY KEY("tenant_id","technician_id")
);
--> statement-breakpoint
ALTER TABLE "phone_pages" ADD CONSTRAINT "phone_pages_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "silences" ADD CONSTRAINT "silences_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sessions_by_user" ON "sessions" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "users_by_technician" ON "users" USING btree ("tenant_id","technician_id") WHERE technician_id is not null;
--> statement-breakpoint
alter table "phone_pages" enable row level security;
--> statement-breakpoint
alter table "phone_pages" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "phone_pages" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
grant select, insert, update, delete on "phone_pages" to truckroll_app;
--> statement-breakpoint
alter table "silences" enable row level security;
--> statement-breakpoint
alter table "silences" force row level security;
--> statement-breakpoint
create policy "tenant_isolation" on "silences" to truckroll_app
  using ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"])
  with check ((select nullif(current_setting('app.tenant_ids', true), '')::uuid[]) @> array["tenant_id"]);
--> statement-breakpoint
grant select, insert, update, delete on "silences" to truckroll_app;
