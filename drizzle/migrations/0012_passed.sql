ALTER TABLE "decisions" ADD COLUMN "answer" text;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "answered_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "decisions" ADD COLUMN "answered_by" uuid;--> statement-breakpoint
ALTER TABLE "hand_inputs" ADD COLUMN "happened_after" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "hand_inputs" ADD COLUMN "held_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "hand_inputs" ADD COLUMN "decision_id" uuid;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "fence_departure" jsonb;--> statement-breakpoint
ALTER TABLE "jobs" ADD COLUMN "passed_questions" jsonb DEFAULT '[]'::jsonb NOT NULL;