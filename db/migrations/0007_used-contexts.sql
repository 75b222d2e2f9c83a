-- Contexts that hubs signed and subgraphs have used up, for seconds each. Unlogged: a row costs no wait for the disk. After
-- a crash of the server the table is empty, and so is, within seconds, what could have been brought again.
CREATE UNLOGGED TABLE "access"."used_context" (
	"id" text PRIMARY KEY NOT NULL,
	"until" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "used_context_until_index" ON "access"."used_context" USING btree ("until");
