CREATE TABLE "access"."persona" (
	"name" text PRIMARY KEY NOT NULL,
	"tier" text NOT NULL,
	"role" text,
	"organization" text,
	"subject" text NOT NULL,
	"purposes" text[] NOT NULL,
	"case_id" uuid
);
