CREATE TABLE "access"."erasure" (
	"record" uuid PRIMARY KEY NOT NULL,
	"type" text,
	"patient" uuid,
	"custodian" text NOT NULL,
	"ground" text NOT NULL,
	"ordered_by" text,
	"ordered_at" timestamp (3) with time zone NOT NULL,
	"waits" text,
	"erased_at" timestamp (3) with time zone,
	"versions" integer,
	CONSTRAINT "erasure_ground" CHECK ("access"."erasure"."ground" in ('NOT_NECESSARY', 'CONSENT_WITHDRAWN', 'OBJECTION', 'UNLAWFUL', 'LEGAL_OBLIGATION', 'RETENTION_ENDED')),
	CONSTRAINT "erasure_rule" CHECK (("access"."erasure"."ordered_by" is null) = ("access"."erasure"."ground" = 'RETENTION_ENDED')),
	CONSTRAINT "erasure_waits" CHECK ("access"."erasure"."waits" in ('HELD_ELSEWHERE', 'LEDGER_PENDING')),
	CONSTRAINT "erasure_done" CHECK (("access"."erasure"."erased_at" is null) = ("access"."erasure"."versions" is null))
);
--> statement-breakpoint
CREATE INDEX "erasure_waiting" ON "access"."erasure" USING btree ("ordered_at","record") WHERE "access"."erasure"."erased_at" is null;--> statement-breakpoint
CREATE INDEX "erasure_patient_ordered_at_record_index" ON "access"."erasure" USING btree ("patient","ordered_at" DESC NULLS LAST,"record");--> statement-breakpoint
CREATE INDEX "erasure_custodian_ordered_at_record_index" ON "access"."erasure" USING btree ("custodian","ordered_at" DESC NULLS LAST,"record");