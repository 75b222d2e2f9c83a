CREATE TABLE "access"."request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"subject" text NOT NULL,
	"organization" text NOT NULL,
	"patient" uuid NOT NULL,
	"data_class" text NOT NULL,
	"days" smallint NOT NULL,
	"explanation" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL,
	"day" date NOT NULL,
	"place" smallint NOT NULL,
	"answered_at" timestamp (3) with time zone,
	"answer" text,
	"consent" uuid,
	CONSTRAINT "request_subject_day_place_unique" UNIQUE("subject","day","place"),
	CONSTRAINT "request_place" CHECK ("access"."request"."place" between 1 and 20),
	CONSTRAINT "request_days" CHECK ("access"."request"."days" between 1 and 365),
	CONSTRAINT "request_class" CHECK ("access"."request"."data_class" in ('person', 'identity', 'clinical', 'claim', 'consent')),
	CONSTRAINT "request_answer" CHECK ("access"."request"."answer" in ('GRANTED', 'REFUSED')),
	CONSTRAINT "request_answered" CHECK (("access"."request"."answered_at" is null) = ("access"."request"."answer" is null))
);
--> statement-breakpoint
CREATE TABLE "access"."emergency" (
	"id" uuid PRIMARY KEY NOT NULL,
	"ledger_id" text NOT NULL,
	"subject" text NOT NULL,
	"organization" text NOT NULL,
	"patient" uuid NOT NULL,
	"reason" text NOT NULL,
	"explanation" text NOT NULL,
	"salt" "bytea" NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"expires" timestamp (3) with time zone NOT NULL,
	"day" date NOT NULL,
	"place" smallint NOT NULL,
	"reviewed_at" timestamp (3) with time zone,
	"reviewer" text,
	"reviewed_for" text,
	"outcome" text,
	"finding" text,
	CONSTRAINT "emergency_ledgerId_unique" UNIQUE("ledger_id"),
	CONSTRAINT "emergency_subject_day_place_unique" UNIQUE("subject","day","place"),
	CONSTRAINT "emergency_place" CHECK ("access"."emergency"."place" between 1 and 10),
	CONSTRAINT "emergency_hours" CHECK ("access"."emergency"."expires" <= "access"."emergency"."opened_at" + interval '4 hours'),
	CONSTRAINT "emergency_outcome" CHECK ("access"."emergency"."outcome" in ('JUSTIFIED', 'UNJUSTIFIED')),
	CONSTRAINT "emergency_reviewer" CHECK ("access"."emergency"."reviewer" <> "access"."emergency"."subject"),
	CONSTRAINT "emergency_reviewed" CHECK (("access"."emergency"."reviewed_at" is null) = ("access"."emergency"."reviewer" is null)
      and ("access"."emergency"."reviewed_at" is null) = ("access"."emergency"."reviewed_for" is null)
      and ("access"."emergency"."reviewed_at" is null) = ("access"."emergency"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "access"."identification" (
	"digest" "bytea" NOT NULL,
	"patient" uuid NOT NULL,
	CONSTRAINT "identification_digest_patient_pk" PRIMARY KEY("digest","patient")
);
--> statement-breakpoint
CREATE TABLE "access"."search" (
	"subject" text NOT NULL,
	"hour" timestamp with time zone NOT NULL,
	"place" smallint NOT NULL,
	"digest" "bytea" NOT NULL,
	"sought_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "search_subject_hour_place_pk" PRIMARY KEY("subject","hour","place"),
	CONSTRAINT "search_place" CHECK ("access"."search"."place" between 1 and 20)
);
--> statement-breakpoint
CREATE TABLE "access"."notice" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"patient" uuid NOT NULL,
	"kind" text NOT NULL,
	"about" uuid NOT NULL,
	"organization" text,
	"code" text,
	"until" timestamp (3) with time zone,
	"told_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"read_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "access"."case_alert" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"case_id" uuid NOT NULL,
	"auditor" text NOT NULL,
	"reason" text NOT NULL,
	"day" date NOT NULL,
	"reads" integer NOT NULL,
	"raised_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"reviewed_at" timestamp (3) with time zone,
	"reviewer" text,
	"outcome" text,
	"finding" text,
	CONSTRAINT "case_alert_caseId_day_unique" UNIQUE("case_id","day"),
	CONSTRAINT "case_alert_outcome" CHECK ("access"."case_alert"."outcome" in ('JUSTIFIED', 'UNJUSTIFIED')),
	CONSTRAINT "case_alert_reviewer" CHECK ("access"."case_alert"."reviewer" <> "access"."case_alert"."auditor"),
	CONSTRAINT "case_alert_reviewed" CHECK (("access"."case_alert"."reviewed_at" is null) = ("access"."case_alert"."reviewer" is null)
      and ("access"."case_alert"."reviewed_at" is null) = ("access"."case_alert"."outcome" is null))
);
--> statement-breakpoint
ALTER TABLE "access"."break_glass" DROP CONSTRAINT "break_glass_subject_patient_pk";--> statement-breakpoint
ALTER TABLE "access"."break_glass" ADD CONSTRAINT "break_glass_subject_patient_expires_pk" PRIMARY KEY("subject","patient","expires");--> statement-breakpoint
ALTER TABLE "access"."event" ADD COLUMN "emergency" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "access"."case_alert" ADD CONSTRAINT "case_alert_case_id_regulatory_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "access"."regulatory_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "request_patient_asked_at_id_index" ON "access"."request" USING btree ("patient","asked_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "request_subject_asked_at_id_index" ON "access"."request" USING btree ("subject","asked_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE UNIQUE INDEX "emergency_open" ON "access"."emergency" USING btree ("subject","patient") WHERE "access"."emergency"."reviewed_at" is null;--> statement-breakpoint
CREATE INDEX "emergency_organization_opened_at_id_index" ON "access"."emergency" USING btree ("organization","opened_at","id");--> statement-breakpoint
CREATE INDEX "emergency_opened_at_id_index" ON "access"."emergency" USING btree ("opened_at","id");--> statement-breakpoint
CREATE INDEX "identification_patient_index" ON "access"."identification" USING btree ("patient");--> statement-breakpoint
CREATE INDEX "notice_patient_told_at_id_index" ON "access"."notice" USING btree ("patient","told_at" DESC NULLS LAST,"id");--> statement-breakpoint
CREATE INDEX "case_alert_raised_at_id_index" ON "access"."case_alert" USING btree ("raised_at","id");--> statement-breakpoint
CREATE INDEX "event_case" ON "access"."event" USING btree ("at") WHERE "access"."event"."case_id" is not null;--> statement-breakpoint
-- By what a person is found, and sought: both sides write the same thing one way. Null where a part is missing or empty.
create function access.identity_digest(variadic parts text[]) returns bytea language sql stable parallel safe
  return (
    select case when bool_and(coalesce(part, '') <> '') then sha256(convert_to(to_jsonb(array_agg(part order by place))::text, 'UTF8')) end
    from (
      select place, lower(normalize(btrim(given), NFKC)) as part
      from unnest(parts) with ordinality as listed (given, place)
    ) as plain
  );
--> statement-breakpoint
-- All digests of an identity: of each identifier, with and without its system, and of name and whole birth date.
create function access.identity_digests(name jsonb, identifiers jsonb, birth_date text)
returns table (digest bytea) language sql stable parallel safe
begin atomic
  select access.identity_digest('identifier', one->>'value') from jsonb_array_elements(identifiers) as one
  union
  select access.identity_digest('identifier', one->>'system', one->>'value') from jsonb_array_elements(identifiers) as one
  union
  select access.identity_digest('person', name->>'family', name->'given'->>0, birth_date)
    where birth_date ~ '^\d{4}-\d\d-\d\d$';
end;
--> statement-breakpoint
create function access.identify() returns trigger language plpgsql as $$
begin
  delete from access.identification known using fresh where known.patient = fresh.patient;
  insert into access.identification (digest, patient)
    select distinct made.digest, fresh.patient from fresh,
      access.identity_digests(fresh.name, fresh.identifiers, fresh.birth_date) as made
    where made.digest is not null;
  return null;
end $$;
--> statement-breakpoint
create trigger identify_new after insert on patients.patient_identity
  referencing new table as fresh for each statement execute function access.identify();
--> statement-breakpoint
create trigger identify_changed after update on patients.patient_identity
  referencing new table as fresh for each statement execute function access.identify();
--> statement-breakpoint
-- The rights are stated anew behind every migration, this with them.
alter table patients.patient_identity no force row level security;
--> statement-breakpoint
insert into access.identification (digest, patient)
  select distinct made.digest, known.patient from patients.patient_identity known,
    access.identity_digests(known.name, known.identifiers, known.birth_date) as made
  where made.digest is not null;
