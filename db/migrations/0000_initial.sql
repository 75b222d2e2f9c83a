CREATE SCHEMA "access";
--> statement-breakpoint
CREATE SCHEMA "claims";
--> statement-breakpoint
CREATE SCHEMA "intake";
--> statement-breakpoint
CREATE SCHEMA "patients";
--> statement-breakpoint
CREATE SCHEMA "provenance";
--> statement-breakpoint
CREATE TABLE "provenance"."block" (
	"channel" text NOT NULL,
	"number" bigint NOT NULL,
	"hash" "bytea" NOT NULL,
	"previous_hash" "bytea" NOT NULL,
	"data_hash" "bytea" NOT NULL,
	"time" timestamp (3) with time zone,
	"transaction_count" integer NOT NULL,
	CONSTRAINT "block_channel_number_pk" PRIMARY KEY("channel","number")
);
--> statement-breakpoint
CREATE TABLE "provenance"."indexer" (
	"channel" text PRIMARY KEY NOT NULL,
	"next_block" bigint NOT NULL,
	"last_hash" "bytea"
);
--> statement-breakpoint
CREATE TABLE "provenance"."transaction" (
	"channel" text NOT NULL,
	"block" bigint NOT NULL,
	"index" integer NOT NULL,
	"id" text NOT NULL,
	"time" timestamp (3) with time zone,
	"validation" text NOT NULL,
	"contract" text,
	"function" text,
	CONSTRAINT "transaction_channel_block_index_pk" PRIMARY KEY("channel","block","index")
);
--> statement-breakpoint
CREATE TABLE "provenance"."transaction_content" (
	"channel" text NOT NULL,
	"block" bigint NOT NULL,
	"index" integer NOT NULL,
	"id" text NOT NULL,
	"creator_msp" text,
	"creator_organization" text,
	"endorsers" text[] NOT NULL,
	"arguments" jsonb,
	"read_write_set" jsonb,
	"event" jsonb,
	CONSTRAINT "transaction_content_channel_block_index_pk" PRIMARY KEY("channel","block","index")
);
--> statement-breakpoint
CREATE TABLE "claims"."claim" (
	"id" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"provider_member" text NOT NULL,
	"insurer_member" text,
	"at" timestamp (3) with time zone,
	"encounter" uuid,
	"provider" uuid NOT NULL,
	"insurer" uuid,
	"use" text,
	"state" text NOT NULL,
	"month" text,
	"type_group" text,
	"total" numeric,
	"total_currency" text,
	"paid" numeric,
	"paid_currency" text,
	CONSTRAINT "claim_state" CHECK ("claims"."claim"."state" in ('SUBMITTED', 'ADJUDICATED', 'PAID', 'DENIED'))
);
--> statement-breakpoint
CREATE TABLE "claims"."claim_detail" (
	"claim" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"provider_member" text NOT NULL,
	"insurer_member" text,
	"at" timestamp (3) with time zone,
	"type" jsonb,
	"created" text,
	"billable_start" text,
	"billable_end" text,
	"lines" jsonb NOT NULL,
	"diagnoses" jsonb NOT NULL,
	"adjudications" jsonb NOT NULL,
	"history" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims"."claim_detail_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"provider_member" text NOT NULL,
	"insurer_member" text,
	"at" timestamp (3) with time zone,
	CONSTRAINT "claim_detail_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "claims"."claim_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"provider_member" text NOT NULL,
	"insurer_member" text,
	"at" timestamp (3) with time zone,
	CONSTRAINT "claim_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."condition" (
	"id" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"encounter" uuid,
	"month" text,
	"code_group" text,
	"clinical_status" text,
	CONSTRAINT "condition_sensitivity" CHECK ("patients"."condition"."sensitivity" in ('N', 'R', 'V'))
);
--> statement-breakpoint
CREATE TABLE "patients"."condition_detail" (
	"condition" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"code" jsonb,
	"onset" text,
	"abatement" text,
	"recorded" text,
	"verification_status" text
);
--> statement-breakpoint
CREATE TABLE "patients"."condition_detail_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "condition_detail_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."condition_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "condition_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "access"."consent" (
	"id" uuid PRIMARY KEY NOT NULL,
	"patient" uuid NOT NULL,
	"actor" text,
	"data_class" text,
	"purpose" text,
	"permit" boolean NOT NULL,
	"deny_emergency" boolean DEFAULT false NOT NULL,
	"valid_from" timestamp (3) with time zone NOT NULL,
	"valid_to" timestamp (3) with time zone NOT NULL,
	"data_from" timestamp (3) with time zone,
	"data_to" timestamp (3) with time zone,
	CONSTRAINT "consent_data_class" CHECK ("access"."consent"."data_class" in ('person', 'identity', 'clinical', 'claim', 'consent'))
);
--> statement-breakpoint
CREATE TABLE "patients"."organization" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text,
	"name" text,
	"kind" text NOT NULL,
	"member" text,
	CONSTRAINT "organization_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "patients"."practitioner" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text,
	"npi" text,
	"organization" uuid
);
--> statement-breakpoint
CREATE TABLE "patients"."encounter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"organization" uuid,
	"class" text,
	"status" text,
	"month" text,
	"type_group" text,
	CONSTRAINT "encounter_sensitivity" CHECK ("patients"."encounter"."sensitivity" in ('N', 'R', 'V'))
);
--> statement-breakpoint
CREATE TABLE "patients"."encounter_detail" (
	"encounter" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"period_start" text,
	"period_end" text,
	"type" jsonb,
	"reason" jsonb,
	"practitioner" uuid
);
--> statement-breakpoint
CREATE TABLE "patients"."encounter_detail_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "encounter_detail_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."encounter_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "encounter_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "access"."event" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"request" text NOT NULL,
	"subgraph" text NOT NULL,
	"tier" text NOT NULL,
	"role" text,
	"subject" text,
	"organization" text,
	"purpose" text,
	"case_id" uuid,
	"operation" text,
	"classes" text[] NOT NULL,
	"patients" uuid[] NOT NULL,
	"policies" text[] NOT NULL,
	"consents" uuid[] NOT NULL,
	"outcome" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intake"."quarantine" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "intake"."quarantine_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"run" uuid NOT NULL,
	"file" text NOT NULL,
	"line" integer,
	"resource" text,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "intake"."run" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"started_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"source" text NOT NULL,
	"report" jsonb
);
--> statement-breakpoint
CREATE TABLE "intake"."source" (
	"source" text NOT NULL,
	"type" text NOT NULL,
	"source_id" text NOT NULL,
	"record" uuid NOT NULL,
	"digest" "bytea" NOT NULL,
	CONSTRAINT "source_source_type_source_id_pk" PRIMARY KEY("source","type","source_id")
);
--> statement-breakpoint
CREATE TABLE "provenance"."checkpoint" (
	"log" text NOT NULL,
	"size" bigint NOT NULL,
	"root" "bytea" NOT NULL,
	"previous_size" bigint NOT NULL,
	"previous_root" "bytea",
	"transaction" text,
	"state" text DEFAULT 'PENDING' NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "checkpoint_log_size_pk" PRIMARY KEY("log","size"),
	CONSTRAINT "checkpoint_state" CHECK ("provenance"."checkpoint"."state" in ('PENDING', 'ANCHORED', 'FAILED'))
);
--> statement-breakpoint
CREATE TABLE "provenance"."log" (
	"name" text PRIMARY KEY NOT NULL,
	"organization" text NOT NULL,
	"size" bigint DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provenance"."receipt" (
	"transaction" text NOT NULL,
	"msp" text NOT NULL,
	"proposal" "bytea" NOT NULL,
	"payload" "bytea" NOT NULL,
	"endorser" "bytea" NOT NULL,
	"signature" "bytea" NOT NULL,
	CONSTRAINT "receipt_transaction_msp_pk" PRIMARY KEY("transaction","msp")
);
--> statement-breakpoint
CREATE TABLE "provenance"."tile" (
	"log" text NOT NULL,
	"level" integer NOT NULL,
	"number" bigint NOT NULL,
	"hashes" "bytea" NOT NULL,
	CONSTRAINT "tile_log_level_number_pk" PRIMARY KEY("log","level","number")
);
--> statement-breakpoint
CREATE TABLE "access"."member" (
	"slug" text PRIMARY KEY NOT NULL,
	"msp" text NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"organization" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access"."operates" (
	"organization" uuid PRIMARY KEY NOT NULL,
	"member" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provenance"."outbox" (
	"transaction" text PRIMARY KEY NOT NULL,
	"log" text NOT NULL,
	"size" bigint NOT NULL,
	"envelope" "bytea" NOT NULL,
	"sendings" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "patients"."patient" (
	"id" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"birth_year" integer,
	"sex" text,
	"state" text,
	"zip3" text
);
--> statement-breakpoint
CREATE TABLE "patients"."patient_identity" (
	"patient" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"name" jsonb,
	"identifiers" jsonb NOT NULL,
	"telecom" jsonb NOT NULL,
	"address" jsonb,
	"birth_date" text
);
--> statement-breakpoint
CREATE TABLE "patients"."patient_identity_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"patient" uuid NOT NULL,
	"custodian" text NOT NULL,
	CONSTRAINT "patient_identity_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."patient_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"patient" uuid NOT NULL,
	"custodian" text NOT NULL,
	CONSTRAINT "patient_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "provenance"."version" (
	"hash" "bytea" PRIMARY KEY NOT NULL,
	"record" uuid NOT NULL,
	"type" text NOT NULL,
	"schema" integer NOT NULL,
	"number" integer NOT NULL,
	"subject" uuid,
	"custodian" text,
	"provider_member" text,
	"insurer_member" text,
	"sensitivity" text,
	"at" timestamp (3) with time zone,
	"organization" text NOT NULL,
	"log" text NOT NULL,
	"position" bigint,
	"activity" text NOT NULL,
	"agent" text NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"parents" "bytea"[] NOT NULL,
	"leaves" "bytea" NOT NULL,
	CONSTRAINT "version_record_number_unique" UNIQUE("record","number")
);
--> statement-breakpoint
CREATE TABLE "access"."case_scope" (
	"case_id" uuid NOT NULL,
	"patient" uuid NOT NULL,
	CONSTRAINT "case_scope_case_id_patient_pk" PRIMARY KEY("case_id","patient")
);
--> statement-breakpoint
CREATE TABLE "access"."regulatory_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"auditor" text NOT NULL,
	"reason" text NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"open_until" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "access"."break_glass" (
	"subject" text NOT NULL,
	"patient" uuid NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "break_glass_subject_patient_pk" PRIMARY KEY("subject","patient")
);
--> statement-breakpoint
CREATE TABLE "access"."custodian" (
	"member" text NOT NULL,
	"patient" uuid NOT NULL,
	CONSTRAINT "custodian_member_patient_pk" PRIMARY KEY("member","patient")
);
--> statement-breakpoint
CREATE TABLE "access"."delegate" (
	"subject" text NOT NULL,
	"patient" uuid NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "delegate_subject_patient_pk" PRIMARY KEY("subject","patient")
);
--> statement-breakpoint
CREATE TABLE "access"."insurer" (
	"member" text NOT NULL,
	"patient" uuid NOT NULL,
	CONSTRAINT "insurer_member_patient_pk" PRIMARY KEY("member","patient")
);
--> statement-breakpoint
CREATE TABLE "access"."treating" (
	"member" text NOT NULL,
	"patient" uuid NOT NULL,
	"until" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "treating_member_patient_pk" PRIMARY KEY("member","patient")
);
--> statement-breakpoint
ALTER TABLE "claims"."claim_detail" ADD CONSTRAINT "claim_detail_claim_claim_id_fk" FOREIGN KEY ("claim") REFERENCES "claims"."claim"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."condition" ADD CONSTRAINT "condition_patient_patient_id_fk" FOREIGN KEY ("patient") REFERENCES "patients"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."condition_detail" ADD CONSTRAINT "condition_detail_condition_condition_id_fk" FOREIGN KEY ("condition") REFERENCES "patients"."condition"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."encounter" ADD CONSTRAINT "encounter_patient_patient_id_fk" FOREIGN KEY ("patient") REFERENCES "patients"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."encounter_detail" ADD CONSTRAINT "encounter_detail_encounter_encounter_id_fk" FOREIGN KEY ("encounter") REFERENCES "patients"."encounter"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "intake"."quarantine" ADD CONSTRAINT "quarantine_run_run_id_fk" FOREIGN KEY ("run") REFERENCES "intake"."run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."patient_identity" ADD CONSTRAINT "patient_identity_patient_patient_id_fk" FOREIGN KEY ("patient") REFERENCES "patients"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access"."case_scope" ADD CONSTRAINT "case_scope_case_id_regulatory_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "access"."regulatory_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "block_hash_index" ON "provenance"."block" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "transaction_id_index" ON "provenance"."transaction" USING btree ("id");--> statement-breakpoint
CREATE INDEX "transaction_content_id_index" ON "provenance"."transaction_content" USING btree ("id");--> statement-breakpoint
CREATE INDEX "claim_patient_month_id_index" ON "claims"."claim" USING btree ("patient","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "claim_month_id_index" ON "claims"."claim" USING btree ("month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "claim_custodian_month_id_index" ON "claims"."claim" USING btree ("custodian","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "claim_provider_member_month_id_index" ON "claims"."claim" USING btree ("provider_member","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "claim_insurer_member_month_id_index" ON "claims"."claim" USING btree ("insurer_member","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "claim_encounter_index" ON "claims"."claim" USING btree ("encounter");--> statement-breakpoint
CREATE INDEX "claim_detail_patient_created_claim_index" ON "claims"."claim_detail" USING btree ("patient","created" DESC NULLS LAST,"claim");--> statement-breakpoint
CREATE INDEX "claim_detail_provider_member_created_claim_index" ON "claims"."claim_detail" USING btree ("provider_member","created" DESC NULLS LAST,"claim");--> statement-breakpoint
CREATE INDEX "claim_detail_insurer_member_created_claim_index" ON "claims"."claim_detail" USING btree ("insurer_member","created" DESC NULLS LAST,"claim");--> statement-breakpoint
CREATE INDEX "condition_patient_month_id_index" ON "patients"."condition" USING btree ("patient","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "condition_custodian_month_id_index" ON "patients"."condition" USING btree ("custodian","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "condition_encounter_index" ON "patients"."condition" USING btree ("encounter");--> statement-breakpoint
CREATE INDEX "condition_detail_patient_onset_condition_index" ON "patients"."condition_detail" USING btree ("patient","onset" DESC NULLS LAST,"condition");--> statement-breakpoint
CREATE INDEX "consent_patient_index" ON "access"."consent" USING btree ("patient");--> statement-breakpoint
CREATE INDEX "consent_actor_patient_index" ON "access"."consent" USING btree ("actor","patient");--> statement-breakpoint
CREATE INDEX "consent_deny" ON "access"."consent" USING btree ("patient") WHERE not "access"."consent"."permit";--> statement-breakpoint
CREATE INDEX "organization_name_id_index" ON "patients"."organization" USING btree ("name","id");--> statement-breakpoint
CREATE INDEX "encounter_patient_month_id_index" ON "patients"."encounter" USING btree ("patient","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "encounter_month_id_index" ON "patients"."encounter" USING btree ("month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "encounter_custodian_month_id_index" ON "patients"."encounter" USING btree ("custodian","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "encounter_detail_patient_period_start_encounter_index" ON "patients"."encounter_detail" USING btree ("patient","period_start" DESC NULLS LAST,"encounter");--> statement-breakpoint
CREATE INDEX "encounter_detail_period_start_encounter_index" ON "patients"."encounter_detail" USING btree ("period_start" DESC NULLS LAST,"encounter");--> statement-breakpoint
CREATE INDEX "event_patients_index" ON "access"."event" USING gin ("patients");--> statement-breakpoint
CREATE INDEX "event_at_index" ON "access"."event" USING btree ("at");--> statement-breakpoint
CREATE INDEX "quarantine_run_index" ON "intake"."quarantine" USING btree ("run");--> statement-breakpoint
CREATE INDEX "source_record_index" ON "intake"."source" USING btree ("record");--> statement-breakpoint
CREATE INDEX "checkpoint_transaction_index" ON "provenance"."checkpoint" USING btree ("transaction");--> statement-breakpoint
CREATE INDEX "operates_member_index" ON "access"."operates" USING btree ("member");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_current" ON "provenance"."outbox" USING btree ("log","size") WHERE "provenance"."outbox"."outcome" is null or "provenance"."outbox"."outcome" = 'VALID';--> statement-breakpoint
CREATE INDEX "patient_custodian_id_index" ON "patients"."patient" USING btree ("custodian","id");--> statement-breakpoint
CREATE INDEX "patient_identity_custodian_patient_index" ON "patients"."patient_identity" USING btree ("custodian","patient");--> statement-breakpoint
CREATE UNIQUE INDEX "version_log_position_index" ON "provenance"."version" USING btree ("log","position");--> statement-breakpoint
CREATE INDEX "version_subject_index" ON "provenance"."version" USING btree ("subject");--> statement-breakpoint
CREATE INDEX "break_glass_patient_index" ON "access"."break_glass" USING btree ("patient");