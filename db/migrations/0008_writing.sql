-- An envelope is for a checkpoint or for a submission: lane and number are what both are known by. The index
-- "outbox_current" follows its columns.
ALTER TABLE "provenance"."outbox" RENAME COLUMN "log" TO "lane";
--> statement-breakpoint
ALTER TABLE "provenance"."outbox" RENAME COLUMN "size" TO "number";
--> statement-breakpoint
CREATE TABLE "provenance"."submission" (
	"number" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "provenance"."submission_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"lane" text NOT NULL,
	"organization" text NOT NULL,
	"call" text NOT NULL,
	"arguments" text[] NOT NULL,
	"widens" boolean NOT NULL,
	"effect" jsonb,
	"state" text DEFAULT 'PENDING' NOT NULL,
	"code" text,
	"reason" text,
	"transaction" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "submission_state" CHECK ("provenance"."submission"."state" in ('PENDING', 'VALID', 'INVALID')),
	CONSTRAINT "submission_decided" CHECK (("provenance"."submission"."state" = 'INVALID') = ("provenance"."submission"."code" is not null))
);
--> statement-breakpoint
CREATE INDEX "submission_pending" ON "provenance"."submission" USING btree ("lane","number") WHERE "provenance"."submission"."state" = 'PENDING';
