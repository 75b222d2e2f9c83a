-- Nobody looks up what a record is known by.
DROP INDEX "intake"."source_record_index";
--> statement-breakpoint
-- An insurer answers nearly every claim: with room for it beside the claim, the answer changes no index.
alter table claims.claim set (fillfactor = 50);
--> statement-breakpoint
alter table claims.claim_detail set (fillfactor = 50);
