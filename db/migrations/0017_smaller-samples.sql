-- A sample of 7,500 rows tells of ids, months and codes what one of 30,000 tells, and a long import is analyzed dozens of times.
do $$ begin execute format('alter database %I set default_statistics_target = 25', current_database()); end $$;
