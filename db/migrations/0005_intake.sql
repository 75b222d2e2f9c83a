CREATE TABLE "intake"."taken_file" (
	"digest" "bytea" PRIMARY KEY NOT NULL,
	"taken_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "intake"."run" ADD COLUMN "requester" text;--> statement-breakpoint
CREATE INDEX "run_requester_started_at_index" ON "intake"."run" USING btree ("requester","started_at");