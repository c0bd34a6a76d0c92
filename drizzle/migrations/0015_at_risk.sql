CREATE INDEX "jobs_at_risk" ON "jobs" USING btree ("tenant_id") WHERE window_risk is not null;--> statement-breakpoint
ALTER TABLE "tracking_checkpoints" ADD CONSTRAINT "tracking_checkpoints_packed" CHECK (not state ? 'newestAt');--> statement-breakpoint
ALTER TABLE "tracking_states" ADD CONSTRAINT "tracking_states_packed" CHECK (not state ? 'newestAt');