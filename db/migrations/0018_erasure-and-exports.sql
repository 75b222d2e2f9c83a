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
CREATE TABLE "access"."export_chunk" (
	"job" uuid NOT NULL,
	"type" text NOT NULL,
	"number" integer NOT NULL,
	"lines" integer NOT NULL,
	"patients" uuid[] NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "export_chunk_job_type_number_pk" PRIMARY KEY("job","type","number")
);
--> statement-breakpoint
CREATE TABLE "access"."export_job" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tier" text NOT NULL,
	"role" text,
	"subject" text NOT NULL,
	"organization" text,
	"caller" jsonb NOT NULL,
	"request" text NOT NULL,
	"types" text[] NOT NULL,
	"state" text DEFAULT 'QUEUED' NOT NULL,
	"place" jsonb,
	"resources" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"hub" uuid,
	"beat" timestamp (3) with time zone,
	CONSTRAINT "export_job_state" CHECK ("access"."export_job"."state" in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED', 'WITHDRAWN'))
);
--> statement-breakpoint
ALTER TABLE "access"."export_chunk" ADD CONSTRAINT "export_chunk_job_export_job_id_fk" FOREIGN KEY ("job") REFERENCES "access"."export_job"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erasure_waiting" ON "access"."erasure" USING btree ("ordered_at","record") WHERE "access"."erasure"."erased_at" is null;--> statement-breakpoint
CREATE INDEX "erasure_patient_ordered_at_record_index" ON "access"."erasure" USING btree ("patient","ordered_at" DESC NULLS LAST,"record");--> statement-breakpoint
CREATE INDEX "erasure_custodian_ordered_at_record_index" ON "access"."erasure" USING btree ("custodian","ordered_at" DESC NULLS LAST,"record");--> statement-breakpoint
CREATE INDEX "export_job_subject_created_at_index" ON "access"."export_job" USING btree ("subject","created_at");--> statement-breakpoint
CREATE INDEX "export_job_waiting" ON "access"."export_job" USING btree ("created_at") WHERE "access"."export_job"."state" in ('QUEUED', 'RUNNING');