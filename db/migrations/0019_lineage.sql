CREATE TABLE "provenance"."derivation" (
	"version" "bytea" NOT NULL,
	"source" "bytea" NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "derivation_version_source_pk" PRIMARY KEY("version","source")
);
--> statement-breakpoint
CREATE INDEX "derivation_source_index" ON "provenance"."derivation" USING btree ("source");
--> statement-breakpoint
-- One statement for all versions of an insert: the importer writes them by the hundred.
create function provenance.derive_versions() returns trigger language plpgsql as $$
begin
  insert into provenance.derivation (version, source, recorded_at)
    select distinct fresh.hash, source, fresh.recorded_at from fresh, unnest(fresh.parents) as source;
  return null;
end $$;
--> statement-breakpoint
create trigger derive_versions after insert on provenance.version referencing new table as fresh
  for each statement execute function provenance.derive_versions();
--> statement-breakpoint
-- The rights are stated anew behind every migration, this with them.
alter table provenance.version no force row level security;
--> statement-breakpoint
insert into provenance.derivation (version, source, recorded_at)
  select distinct known.hash, source, known.recorded_at from provenance.version known, unnest(known.parents) as source;
