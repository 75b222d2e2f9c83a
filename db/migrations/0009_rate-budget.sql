-- What hubs have taken of each payer's budget, for minutes. Unlogged: a row costs no wait for the disk. After a crash of the
-- server the table is empty, and a minute's budget begins anew.
CREATE UNLOGGED TABLE "access"."budget" (
	"minute" bigint NOT NULL,
	"payer" "bytea" NOT NULL,
	"requests" bigint NOT NULL,
	"cost" bigint NOT NULL,
	CONSTRAINT "budget_minute_payer_pk" PRIMARY KEY("minute","payer")
);
