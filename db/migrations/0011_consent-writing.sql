CREATE TABLE "access"."consent_step" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"patient" uuid NOT NULL,
	"step" text NOT NULL,
	"consent" text NOT NULL,
	"amends" text,
	"terms" jsonb,
	"salt" text,
	"key" text NOT NULL,
	"statement" text NOT NULL,
	"submission" bigint NOT NULL,
	"provisions" uuid[] NOT NULL,
	CONSTRAINT "consent_step_record_number_pk" PRIMARY KEY("record","number"),
	CONSTRAINT "consent_step_kind" CHECK ("access"."consent_step"."step" in ('grant', 'amend', 'revoke'))
);
--> statement-breakpoint
CREATE TABLE "access"."person_key" (
	"thumbprint" text PRIMARY KEY NOT NULL,
	"patient" uuid NOT NULL,
	"organization" text NOT NULL,
	"subject" text NOT NULL,
	"key" jsonb NOT NULL,
	"holder" text NOT NULL,
	"replaces" text,
	"sequence" bigint NOT NULL,
	"submission" bigint NOT NULL,
	"registered_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended" text,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "person_key_holder" CHECK ("access"."person_key"."holder" in ('PERSON', 'DEPLOYMENT')),
	CONSTRAINT "person_key_ended" CHECK (("access"."person_key"."ended" is null) = ("access"."person_key"."ended_at" is null))
);
--> statement-breakpoint
ALTER TABLE "provenance"."submission" ADD COLUMN "patient" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "consent_step_made" ON "access"."consent_step" USING btree ("consent") WHERE "access"."consent_step"."step" <> 'revoke';--> statement-breakpoint
CREATE INDEX "consent_step_patient_index" ON "access"."consent_step" USING btree ("patient");--> statement-breakpoint
CREATE INDEX "person_key_patient_index" ON "access"."person_key" USING btree ("patient");