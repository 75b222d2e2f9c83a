CREATE TABLE "patients"."consent" (
	"id" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"grantees" text[] NOT NULL,
	"at" timestamp (3) with time zone,
	"organization" uuid,
	"status" text,
	"scope" text,
	"month" text,
	"decision" text
);
--> statement-breakpoint
CREATE TABLE "patients"."consent_detail" (
	"consent" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"grantees" text[] NOT NULL,
	"at" timestamp (3) with time zone,
	"category" jsonb,
	"date_time" text,
	"policy_rule" jsonb,
	"valid_start" text,
	"valid_end" text,
	"provisions" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "patients"."consent_detail_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"grantees" text[] NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "consent_detail_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."consent_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"grantees" text[] NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "consent_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "claims"."coverage" (
	"id" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"provider_member" text NOT NULL,
	"insurer_member" text,
	"at" timestamp (3) with time zone,
	"insurer" uuid,
	"status" text,
	"month" text
);
--> statement-breakpoint
CREATE TABLE "claims"."coverage_detail" (
	"coverage" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"provider_member" text NOT NULL,
	"insurer_member" text,
	"at" timestamp (3) with time zone,
	"type" jsonb,
	"period_start" text,
	"period_end" text,
	"subscriber_id" text,
	"relationship" text,
	"classes" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "claims"."coverage_detail_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"provider_member" text NOT NULL,
	"insurer_member" text,
	"at" timestamp (3) with time zone,
	CONSTRAINT "coverage_detail_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "claims"."coverage_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"provider_member" text NOT NULL,
	"insurer_member" text,
	"at" timestamp (3) with time zone,
	CONSTRAINT "coverage_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."diagnostic_report" (
	"id" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"encounter" uuid,
	"month" text,
	"category" text NOT NULL,
	"status" text,
	CONSTRAINT "diagnostic_report_sensitivity" CHECK ("patients"."diagnostic_report"."sensitivity" in ('N', 'R', 'V'))
);
--> statement-breakpoint
CREATE TABLE "patients"."diagnostic_report_detail" (
	"diagnostic_report" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"effective" text,
	"code" jsonb,
	"issued" text,
	"performer" uuid,
	"conclusion" text,
	"conclusion_codes" jsonb NOT NULL,
	"results" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "patients"."diagnostic_report_detail_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "diagnostic_report_detail_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."diagnostic_report_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "diagnostic_report_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."imaging_study" (
	"id" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"encounter" uuid,
	"month" text,
	"status" text,
	"modality" text,
	CONSTRAINT "imaging_study_sensitivity" CHECK ("patients"."imaging_study"."sensitivity" in ('N', 'R', 'V'))
);
--> statement-breakpoint
CREATE TABLE "patients"."imaging_study_detail" (
	"imaging_study" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"started" text,
	"study_uid" text,
	"procedure" jsonb,
	"description" text,
	"series" jsonb NOT NULL,
	"number_of_series" integer,
	"number_of_instances" integer
);
--> statement-breakpoint
CREATE TABLE "patients"."imaging_study_detail_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "imaging_study_detail_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."imaging_study_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "imaging_study_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."medication_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"encounter" uuid,
	"month" text,
	"status" text,
	"intent" text,
	"category" text,
	CONSTRAINT "medication_request_sensitivity" CHECK ("patients"."medication_request"."sensitivity" in ('N', 'R', 'V'))
);
--> statement-breakpoint
CREATE TABLE "patients"."medication_request_detail" (
	"medication_request" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"authored_on" text,
	"medication" jsonb,
	"requester" uuid,
	"reasons" jsonb NOT NULL,
	"dosage" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "patients"."medication_request_detail_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "medication_request_detail_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."medication_request_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "medication_request_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."observation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"encounter" uuid,
	"month" text,
	"category" text,
	"status" text,
	CONSTRAINT "observation_sensitivity" CHECK ("patients"."observation"."sensitivity" in ('N', 'R', 'V'))
);
--> statement-breakpoint
CREATE TABLE "patients"."observation_detail" (
	"observation" uuid PRIMARY KEY NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	"effective" text,
	"code" jsonb,
	"issued" text,
	"value" jsonb,
	"interpretation" jsonb,
	"reference_ranges" jsonb NOT NULL,
	"components" jsonb NOT NULL,
	"performer" uuid
);
--> statement-breakpoint
CREATE TABLE "patients"."observation_detail_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "observation_detail_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
CREATE TABLE "patients"."observation_version" (
	"record" uuid NOT NULL,
	"number" integer NOT NULL,
	"values" jsonb NOT NULL,
	"salts" "bytea" NOT NULL,
	"custodian" text NOT NULL,
	"patient" uuid NOT NULL,
	"sensitivity" text NOT NULL,
	"at" timestamp (3) with time zone,
	CONSTRAINT "observation_version_record_number_pk" PRIMARY KEY("record","number")
);
--> statement-breakpoint
ALTER TABLE "access"."consent" ADD COLUMN "record" uuid;--> statement-breakpoint
ALTER TABLE "access"."consent" ADD COLUMN "excepted" text[];--> statement-breakpoint
ALTER TABLE "provenance"."version" ADD COLUMN "grantees" text[];--> statement-breakpoint
ALTER TABLE "patients"."consent" ADD CONSTRAINT "consent_patient_patient_id_fk" FOREIGN KEY ("patient") REFERENCES "patients"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."consent_detail" ADD CONSTRAINT "consent_detail_consent_consent_id_fk" FOREIGN KEY ("consent") REFERENCES "patients"."consent"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims"."coverage_detail" ADD CONSTRAINT "coverage_detail_coverage_coverage_id_fk" FOREIGN KEY ("coverage") REFERENCES "claims"."coverage"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."diagnostic_report" ADD CONSTRAINT "diagnostic_report_patient_patient_id_fk" FOREIGN KEY ("patient") REFERENCES "patients"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."diagnostic_report_detail" ADD CONSTRAINT "diagnostic_report_detail_diagnostic_report_diagnostic_report_id_fk" FOREIGN KEY ("diagnostic_report") REFERENCES "patients"."diagnostic_report"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."imaging_study" ADD CONSTRAINT "imaging_study_patient_patient_id_fk" FOREIGN KEY ("patient") REFERENCES "patients"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."imaging_study_detail" ADD CONSTRAINT "imaging_study_detail_imaging_study_imaging_study_id_fk" FOREIGN KEY ("imaging_study") REFERENCES "patients"."imaging_study"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."medication_request" ADD CONSTRAINT "medication_request_patient_patient_id_fk" FOREIGN KEY ("patient") REFERENCES "patients"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."medication_request_detail" ADD CONSTRAINT "medication_request_detail_medication_request_medication_request_id_fk" FOREIGN KEY ("medication_request") REFERENCES "patients"."medication_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."observation" ADD CONSTRAINT "observation_patient_patient_id_fk" FOREIGN KEY ("patient") REFERENCES "patients"."patient"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patients"."observation_detail" ADD CONSTRAINT "observation_detail_observation_observation_id_fk" FOREIGN KEY ("observation") REFERENCES "patients"."observation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "consent_patient_month_id_index" ON "patients"."consent" USING btree ("patient","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "consent_detail_patient_date_time_consent_index" ON "patients"."consent_detail" USING btree ("patient","date_time" DESC NULLS LAST,"consent");--> statement-breakpoint
CREATE INDEX "coverage_patient_month_id_index" ON "claims"."coverage" USING btree ("patient","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "coverage_insurer_member_month_id_index" ON "claims"."coverage" USING btree ("insurer_member","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "coverage_detail_patient_period_start_coverage_index" ON "claims"."coverage_detail" USING btree ("patient","period_start" DESC NULLS LAST,"coverage");--> statement-breakpoint
CREATE INDEX "diagnostic_report_patient_month_id_index" ON "patients"."diagnostic_report" USING btree ("patient","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "diagnostic_report_custodian_month_id_index" ON "patients"."diagnostic_report" USING btree ("custodian","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "diagnostic_report_encounter_index" ON "patients"."diagnostic_report" USING btree ("encounter");--> statement-breakpoint
CREATE INDEX "diagnostic_report_detail_patient_effective_diagnostic_report_index" ON "patients"."diagnostic_report_detail" USING btree ("patient","effective" DESC NULLS LAST,"diagnostic_report");--> statement-breakpoint
CREATE INDEX "imaging_study_patient_month_id_index" ON "patients"."imaging_study" USING btree ("patient","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "imaging_study_custodian_month_id_index" ON "patients"."imaging_study" USING btree ("custodian","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "imaging_study_encounter_index" ON "patients"."imaging_study" USING btree ("encounter");--> statement-breakpoint
CREATE INDEX "imaging_study_detail_patient_started_imaging_study_index" ON "patients"."imaging_study_detail" USING btree ("patient","started" DESC NULLS LAST,"imaging_study");--> statement-breakpoint
CREATE INDEX "medication_request_patient_month_id_index" ON "patients"."medication_request" USING btree ("patient","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "medication_request_custodian_month_id_index" ON "patients"."medication_request" USING btree ("custodian","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "medication_request_encounter_index" ON "patients"."medication_request" USING btree ("encounter");--> statement-breakpoint
CREATE INDEX "medication_request_detail_patient_authored_on_medication_request_index" ON "patients"."medication_request_detail" USING btree ("patient","authored_on" DESC NULLS LAST,"medication_request");--> statement-breakpoint
CREATE INDEX "observation_patient_month_id_index" ON "patients"."observation" USING btree ("patient","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "observation_custodian_month_id_index" ON "patients"."observation" USING btree ("custodian","month" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "observation_encounter_index" ON "patients"."observation" USING btree ("encounter");--> statement-breakpoint
CREATE INDEX "observation_detail_patient_effective_observation_index" ON "patients"."observation_detail" USING btree ("patient","effective" DESC NULLS LAST,"observation");--> statement-breakpoint
CREATE INDEX "consent_record_index" ON "access"."consent" USING btree ("record");