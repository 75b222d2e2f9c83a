ALTER TABLE "access"."event" ADD COLUMN "unvisited" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "access"."event" ADD COLUMN "encounters" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
CREATE INDEX "event_organization_at_index" ON "access"."event" USING btree ("organization","at");