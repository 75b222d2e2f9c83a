CREATE TABLE "provenance"."ledger_call" (
	"id" uuid PRIMARY KEY NOT NULL,
	"lane" text NOT NULL,
	"position" bigint GENERATED ALWAYS AS IDENTITY (sequence name "provenance"."ledger_call_position_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"member" text NOT NULL,
	"name" text NOT NULL,
	"arguments" text[] NOT NULL,
	"state" text DEFAULT 'PENDING' NOT NULL,
	"reason" text,
	"transaction" text,
	"envelope" "bytea",
	"sendings" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp (3) with time zone,
	CONSTRAINT "ledger_call_transaction_unique" UNIQUE("transaction"),
	CONSTRAINT "ledger_call_state" CHECK ("provenance"."ledger_call"."state" in ('PENDING', 'VALID', 'REFUSED'))
);
--> statement-breakpoint
CREATE INDEX "ledger_call_pending" ON "provenance"."ledger_call" USING btree ("lane","position") WHERE "provenance"."ledger_call"."state" = 'PENDING';