ALTER TABLE "jobs" ADD COLUMN "pending_start" jsonb;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "fence_start" jsonb;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "start_refused_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "start_mode" text DEFAULT 'automatic' NOT NULL;--> statement-breakpoint
ALTER TABLE "tenants" ADD COLUMN "start_modes_by_type" jsonb DEFAULT '{}'::jsonb NOT NULL;