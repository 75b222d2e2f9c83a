-- What row-level security knows of a caller, set for one transaction at a time. A custom setting reads as '' once it has
-- been used in a session: nullif makes that nothing, and nothing is related to no row.
create function access.organization() returns text language sql stable parallel safe
  return nullif(current_setting('caretrail.organization', true), '');
--> statement-breakpoint
create function access.subject() returns text language sql stable parallel safe
  return nullif(current_setting('caretrail.subject', true), '');
--> statement-breakpoint
create function access.purpose() returns text language sql stable parallel safe
  return nullif(current_setting('caretrail.purpose', true), '');
--> statement-breakpoint
-- A malformed id fails the statement: closed, not open.
create function access.case_id() returns uuid language sql stable parallel safe
  return nullif(current_setting('caretrail.case', true), '')::uuid;
