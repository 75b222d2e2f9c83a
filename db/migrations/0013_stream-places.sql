-- Places of live streams, for as long as their hub says so. Unlogged: a row costs no wait for the disk. After a crash of the
-- server the table is empty, and the hubs put back what they hold.
CREATE UNLOGGED TABLE "access"."stream_place" (
	"caller" "bytea" NOT NULL,
	"place" integer NOT NULL,
	"hub" uuid NOT NULL,
	"until" timestamp with time zone NOT NULL,
	CONSTRAINT "stream_place_caller_place_pk" PRIMARY KEY("caller","place")
);
