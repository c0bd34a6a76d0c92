CREATE TABLE "api_tokens" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"label" text NOT NULL,
	"hash" text NOT NULL,
	"role" text NOT NULL,
	"scopes" text[] NOT NULL,
	"technician_id" uuid,
	"created_by" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "api_tokens_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "login_attempts" (
	"email_hash" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"user_agent" text,
	CONSTRAINT "sessions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"email" text NOT NULL,
	"full_name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text,
	"technician_id" uuid,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"tenant_id" uuid NOT NULL,
	"seq" bigint NOT NULL,
	"type" text NOT NULL,
	"technician_id" uuid,
	"job_id" uuid,
	"payload" jsonb NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_tenant_id_seq_pk" PRIMARY KEY("tenant_id","seq")
);
--> statement-breakpoint
CREATE TABLE "decisions" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"visit_id" uuid,
	"kind" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"distance_meters" double precision,
	"explanation" jsonb NOT NULL,
	"job_outcome" text,
	"stands" boolean DEFAULT true NOT NULL,
	CONSTRAINT "decisions_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "hand_inputs" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"reason" text,
	"actor_id" uuid,
	"evidence" jsonb,
	CONSTRAINT "hand_inputs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "visits" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"arrived_at" timestamp (3) with time zone NOT NULL,
	"departed_at" timestamp (3) with time zone,
	"arrived_after" timestamp (3) with time zone,
	"departed_after" timestamp (3) with time zone,
	"opened_by" text NOT NULL,
	"close_reason" text,
	"changed_from" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "visits_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "job_assignments" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"from_at" timestamp (3) with time zone NOT NULL,
	"until_at" timestamp (3) with time zone,
	"taken_reason" text,
	CONSTRAINT "job_assignments_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "job_changes" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"job_id" uuid NOT NULL,
	"action" text NOT NULL,
	"from_status" text,
	"to_status" text NOT NULL,
	"technician_id" uuid,
	"actor" text NOT NULL,
	"actor_id" uuid,
	"reason" text,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "job_changes_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"type" text DEFAULT 'general' NOT NULL,
	"priority" text DEFAULT 'normal' NOT NULL,
	"status" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"site_id" uuid NOT NULL,
	"customer_name" text,
	"customer_phone" text,
	"notes" text,
	"window_start" timestamp (3) with time zone,
	"window_end" timestamp (3) with time zone,
	"sla_due_at" timestamp (3) with time zone,
	"estimated_duration_minutes" integer,
	"required_skills" text[] DEFAULT '{}' NOT NULL,
	"technician_id" uuid,
	"arrival_radius_meters" double precision,
	"approach_radius_meters" double precision,
	"departure_radius_meters" double precision,
	"polygon" jsonb,
	"assigned_at" timestamp (3) with time zone,
	"travel_started_at" timestamp (3) with time zone,
	"arrived_at" timestamp (3) with time zone,
	"departed_at" timestamp (3) with time zone,
	"started_at" timestamp (3) with time zone,
	"started_by_fence" boolean DEFAULT false NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"finish_reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "jobs_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"name" text,
	"address" text,
	"lat" double precision NOT NULL,
	"lng" double precision NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sites_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "shifts" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "shifts_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "technicians" (
	"tenant_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"number" integer NOT NULL,
	"full_name" text NOT NULL,
	"email" text,
	"phone" text,
	"status" text DEFAULT 'off_duty' NOT NULL,
	"status_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"skills" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"vehicle_label" text,
	"home_lat" double precision,
	"home_lng" double precision,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "technicians_tenant_id_id_pk" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "event_counters" (
	"tenant_id" uuid PRIMARY KEY NOT NULL,
	"last_seq" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "number_counters" (
	"tenant_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "number_counters_tenant_id_kind_pk" PRIMARY KEY("tenant_id","kind")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" text NOT NULL,
	"time_zone" text NOT NULL,
	"map_style" text DEFAULT 'outline' NOT NULL,
	"map_lat" double precision DEFAULT 20 NOT NULL,
	"map_lng" double precision DEFAULT 0 NOT NULL,
	"map_zoom" integer DEFAULT 3 NOT NULL,
	"city_seed" integer,
	"arrival_radius_meters" integer DEFAULT 100 NOT NULL,
	"approach_radius_meters" integer DEFAULT 500 NOT NULL,
	"cooldown_seconds" integer DEFAULT 300 NOT NULL,
	"fix_retention_days" integer DEFAULT 60 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "fix_receipts" (
	"tenant_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"client_id" text NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "fix_receipts_tenant_id_technician_id_client_id_pk" PRIMARY KEY("tenant_id","technician_id","client_id")
);
--> statement-breakpoint
CREATE TABLE "fixes" (
	"tenant_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"lat" double precision NOT NULL,
	"lng" double precision NOT NULL,
	"id" uuid NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	"accuracy_meters" real,
	"speed_mps" real,
	"heading_degrees" real,
	"altitude_meters" real,
	"battery_percent" real,
	"activity" text,
	"mock" boolean DEFAULT false NOT NULL,
	"job_id" uuid,
	"source" text NOT NULL,
	"verdict" text NOT NULL,
	"verdict_reason" text,
	CONSTRAINT "fixes_tenant_id_technician_id_recorded_at_lat_lng_pk" PRIMARY KEY("tenant_id","technician_id","recorded_at","lat","lng")
) PARTITION BY RANGE ("recorded_at");
--> statement-breakpoint
CREATE TABLE "fixes_default" PARTITION OF "fixes" DEFAULT;
--> statement-breakpoint
CREATE TABLE "positions" (
	"tenant_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"lat" double precision NOT NULL,
	"lng" double precision NOT NULL,
	"accuracy_meters" real,
	"speed_mps" real,
	"heading_degrees" real,
	"battery_percent" real,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"received_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "positions_tenant_id_technician_id_pk" PRIMARY KEY("tenant_id","technician_id")
) WITH (fillfactor = 50);
--> statement-breakpoint
CREATE TABLE "tracking_checkpoints" (
	"tenant_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"state" jsonb NOT NULL,
	CONSTRAINT "tracking_checkpoints_tenant_id_technician_id_at_pk" PRIMARY KEY("tenant_id","technician_id","at")
);
--> statement-breakpoint
CREATE TABLE "tracking_states" (
	"tenant_id" uuid NOT NULL,
	"technician_id" uuid NOT NULL,
	"state" jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"rebuild_from" timestamp (3) with time zone,
	CONSTRAINT "tracking_states_tenant_id_technician_id_pk" PRIMARY KEY("tenant_id","technician_id")
) WITH (fillfactor = 50);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decisions" ADD CONSTRAINT "decisions_tenant_id_job_id_jobs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","job_id") REFERENCES "public"."jobs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "hand_inputs" ADD CONSTRAINT "hand_inputs_tenant_id_job_id_jobs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","job_id") REFERENCES "public"."jobs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_tenant_id_job_id_jobs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","job_id") REFERENCES "public"."jobs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "visits" ADD CONSTRAINT "visits_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_assignments" ADD CONSTRAINT "job_assignments_tenant_id_job_id_jobs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","job_id") REFERENCES "public"."jobs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_assignments" ADD CONSTRAINT "job_assignments_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "job_changes" ADD CONSTRAINT "job_changes_tenant_id_job_id_jobs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","job_id") REFERENCES "public"."jobs"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_tenant_id_site_id_sites_tenant_id_id_fk" FOREIGN KEY ("tenant_id","site_id") REFERENCES "public"."sites"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jobs" ADD CONSTRAINT "jobs_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sites" ADD CONSTRAINT "sites_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shifts" ADD CONSTRAINT "shifts_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "technicians" ADD CONSTRAINT "technicians_tenant_id_tenants_id_fk" FOREIGN KEY ("tenant_id") REFERENCES "public"."tenants"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tracking_states" ADD CONSTRAINT "tracking_states_tenant_id_technician_id_technicians_tenant_id_id_fk" FOREIGN KEY ("tenant_id","technician_id") REFERENCES "public"."technicians"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_hash_key" ON "api_tokens" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "api_tokens_live" ON "api_tokens" USING btree ("tenant_id") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "sessions_id" ON "sessions" USING btree ("id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "events_by_job" ON "events" USING btree ("tenant_id","job_id","seq");--> statement-breakpoint
CREATE INDEX "events_by_technician" ON "events" USING btree ("tenant_id","technician_id","seq");--> statement-breakpoint
CREATE INDEX "decisions_by_job" ON "decisions" USING btree ("tenant_id","job_id","occurred_at");--> statement-breakpoint
CREATE INDEX "decisions_by_technician" ON "decisions" USING btree ("tenant_id","technician_id","occurred_at");--> statement-breakpoint
CREATE INDEX "hand_inputs_by_technician" ON "hand_inputs" USING btree ("tenant_id","technician_id","occurred_at");--> statement-breakpoint
CREATE UNIQUE INDEX "visits_one_open" ON "visits" USING btree ("tenant_id","technician_id","job_id") WHERE departed_at is null;--> statement-breakpoint
CREATE INDEX "visits_by_job" ON "visits" USING btree ("tenant_id","job_id","arrived_at");--> statement-breakpoint
CREATE INDEX "visits_by_technician" ON "visits" USING btree ("tenant_id","technician_id","arrived_at");--> statement-breakpoint
CREATE UNIQUE INDEX "job_assignments_one_open" ON "job_assignments" USING btree ("tenant_id","job_id") WHERE until_at is null;--> statement-breakpoint
CREATE INDEX "job_assignments_by_technician" ON "job_assignments" USING btree ("tenant_id","technician_id","until_at");--> statement-breakpoint
CREATE INDEX "job_changes_by_job" ON "job_changes" USING btree ("tenant_id","job_id","occurred_at");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_number_key" ON "jobs" USING btree ("tenant_id","number");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_one_running" ON "jobs" USING btree ("tenant_id","technician_id") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "jobs_open" ON "jobs" USING btree ("tenant_id","technician_id") WHERE status in ('pending', 'assigned', 'en_route', 'running', 'on_hold');--> statement-breakpoint
CREATE INDEX "jobs_by_window" ON "jobs" USING btree ("tenant_id","window_start");--> statement-breakpoint
CREATE INDEX "jobs_by_update" ON "jobs" USING btree ("tenant_id","updated_at");--> statement-breakpoint
CREATE INDEX "sites_by_place" ON "sites" USING btree ("tenant_id","lat","lng");--> statement-breakpoint
CREATE UNIQUE INDEX "shifts_one_open" ON "shifts" USING btree ("tenant_id","technician_id") WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX "shifts_by_start" ON "shifts" USING btree ("tenant_id","technician_id","started_at");--> statement-breakpoint
CREATE UNIQUE INDEX "technicians_number_key" ON "technicians" USING btree ("tenant_id","number");--> statement-breakpoint
CREATE INDEX "fix_receipts_by_time" ON "fix_receipts" USING brin ("received_at");--> statement-breakpoint
CREATE INDEX "fixes_by_time" ON "fixes" USING brin ("recorded_at");