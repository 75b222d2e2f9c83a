CREATE TABLE "access"."event_version" (
	"record" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"salts" "bytea" NOT NULL
);
--> statement-breakpoint
ALTER TABLE "access"."event" ADD COLUMN "transaction" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
CREATE INDEX "event_transaction_index" ON "access"."event" USING btree ("transaction");
--> statement-breakpoint
-- A read is no news, nor is its anchor: who is told of it would ask again, and asking is a read.
create or replace function provenance.feed_versions() returns trigger language plpgsql as $$
begin
  insert into provenance.feed (kind, type, record, version)
    select 'RECORD', fresh.type, fresh.record, fresh.number from fresh where fresh.type <> 'AuditEvent'
    order by fresh.number;
  return null;
end $$;
--> statement-breakpoint
drop trigger feed_anchor on provenance.checkpoint;
--> statement-breakpoint
create trigger feed_anchor after update of state on provenance.checkpoint
  for each row when (new.state = 'ANCHORED' and old.state <> 'ANCHORED' and new.log not like '%/access')
  execute function provenance.feed_anchor();
