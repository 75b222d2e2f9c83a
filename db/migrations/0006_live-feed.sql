CREATE TABLE "provenance"."feed" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "provenance"."feed_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"position" bigint,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"kind" text NOT NULL,
	"type" text,
	"record" uuid,
	"version" integer,
	"log" text,
	"size" bigint,
	"previous_size" bigint,
	"transaction" text,
	CONSTRAINT "feed_kind" CHECK ("provenance"."feed"."kind" in ('RECORD', 'ANCHOR'))
);
--> statement-breakpoint
CREATE TABLE "provenance"."feed_head" (
	"only" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	"gone" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "feed_head_only" CHECK ("provenance"."feed_head"."only")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "feed_position_index" ON "provenance"."feed" USING btree ("position");--> statement-breakpoint
CREATE INDEX "feed_fresh" ON "provenance"."feed" USING btree ("id") WHERE "provenance"."feed"."position" is null;--> statement-breakpoint
INSERT INTO "provenance"."feed_head" ("only") VALUES (true);
--> statement-breakpoint
-- One statement for all versions of an insert: the importer writes them by the hundred.
create function provenance.feed_versions() returns trigger language plpgsql as $$
begin
  insert into provenance.feed (kind, type, record, version)
    select 'RECORD', fresh.type, fresh.record, fresh.number from fresh order by fresh.number;
  return null;
end $$;
--> statement-breakpoint
create trigger feed_versions after insert on provenance.version referencing new table as fresh
  for each statement execute function provenance.feed_versions();
--> statement-breakpoint
create function provenance.feed_anchor() returns trigger language plpgsql as $$
begin
  insert into provenance.feed (kind, log, size, previous_size, transaction)
    values ('ANCHOR', new.log, new.size, new.previous_size, new.transaction);
  return null;
end $$;
--> statement-breakpoint
create trigger feed_anchor after update of state on provenance.checkpoint
  for each row when (new.state = 'ANCHORED' and old.state <> 'ANCHORED') execute function provenance.feed_anchor();
